"""Mail about comments: who is told what, by which letters, behind which links."""
