"""Mail to readers about comments: who is told what, by which letters, behind which links."""
