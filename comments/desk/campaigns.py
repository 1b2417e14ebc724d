"""Campaigns: copies of one comment, shown with what differs, decided by one press."""

from __future__ import annotations

import re
from typing import cast

from django.contrib import admin
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from comments.desk.differences import differences
from comments.desk.guard import for_moderators_of_all
from comments.desk.keyset import Order
from comments.desk.looking import looked_at, stamp
from comments.desk.verbs import DECISIONS
from comments.models import BulkDecision, Campaign
from comments.models.editing import MARGIN
from fitsite.accounts.models import User

PER_PAGE = 20
LARGEST_FIRST = Order("members")
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)


@for_moderators_of_all
@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    """A page of those that are to be decided, the largest first. Two queries beside the admin's."""
    found = Campaign.objects.open().select_related("latest").defer("latest__body_html")
    page, further = LARGEST_FIRST.page(found, request.GET.get("after", ""), PER_PAGE)
    context = {
        **admin.site.each_context(request),
        "title": "Campaigns",
        "campaigns": page,
        "after": further,
    }
    return render(request, "desk/campaigns.html", context)


@for_moderators_of_all
@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """One specimen, what differs, and the buttons for all."""
    found = get_object_or_404(Campaign, pk=pk)
    context = {
        **admin.site.each_context(request),
        "title": f"Campaign {found.pk}",
        "campaign": found,
        "differences": differences(found),
        "up_to": found.comments.aggregate(newest=Max("pk"))["newest"] or 0,
        "seen_at": stamp(),
        "verbs": DECISIONS,
    }
    return render(request, "desk/campaign.html", context)


@for_moderators_of_all
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the worker decide over all that were there when the page was made."""
    found = get_object_or_404(Campaign, pk=pk)
    verb, up_to = request.POST.get("verb", ""), request.POST.get("up_to", "")
    seen_at = looked_at(request)
    if verb not in {each.name for each in DECISIONS} or not _NUMBER.fullmatch(up_to) or not seen_at:
        return HttpResponseBadRequest("There is no such button.")
    unmoved = Q(status_changed_at=None) | Q(status_changed_at__lte=seen_at + MARGIN)
    bulk = BulkDecision.objects.propose(
        found.comments.filter(unmoved, pk__lte=int(up_to)),
        by=cast("User", request.user),
        what=f"Campaign {found.pk}",
        seen_at=seen_at,
        campaign=found,
    )
    bulk.begin(verb, up_to=int(up_to))
    return redirect("desk:bulk", bulk.pk)
