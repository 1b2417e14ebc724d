"""A role may demand a second factor; until it is set up the admin stays closed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from comments.models import Comment
from fitsite.accounts.models import User
from fitsite.sign_in.models import Demand
from tests.accounts.conftest import Enter, is_in, set_up_app


@pytest.fixture
def demand(db: None) -> Demand:
    """Editors must have a second factor."""
    return Demand.objects.create(group=Group.objects.get(name="Editors"), second_factor=True)


def test_whoever_lacks_one_is_led_to_set_it_up(
    ann: User, demand: Demand, client: Client, enter: Enter
) -> None:
    response = enter(client, next="/admin/articles/article/")
    page = client.get(response.headers["Location"], follow=True)
    assert page.redirect_chain[-1][0] == "/admin/account/"
    assert "demands a second factor" in page.text
    assert "Go to the admin" not in page.text

    set_up_app(client)
    assert is_in(client)
    assert "demands a second factor" not in client.get("/admin/account/").text


@pytest.mark.parametrize(
    "address",
    [
        *("", "articles/article/", "articles/article/add/", "jsi18n/", "autocomplete/"),
        *("comments/comment/", "comments/queue/", "comments/queue/fresh/", "nothing/here/"),
    ],
)
def test_no_page_of_the_admin_opens_before_that(
    address: str, ann: User, demand: Demand, signed_in
) -> None:
    browser = signed_in(ann)
    for response in (browser.get(f"/admin/{address}"), browser.post(f"/admin/{address}")):
        assert response.status_code in {302, 404}
        if response.status_code == 302:
            assert response.headers["Location"].startswith("/admin/login/?next=")


def test_it_holds_for_sessions_that_were_there_before(ann: User, signed_in) -> None:
    browser = signed_in(ann)
    assert is_in(browser)
    Demand.objects.create(group=ann.groups.get(), second_factor=True)
    assert not is_in(browser)


def test_removing_the_factor_closes_the_admin_again(
    ann: User, demand: Demand, client: Client, enter: Enter
) -> None:
    enter(client)
    set_up_app(client)
    client.post("/admin/account/app/remove/")
    assert not is_in(client)


def test_other_roles_are_not_asked(moderator: User, demand: Demand, signed_in) -> None:
    assert is_in(signed_in(moderator))


def test_a_demand_that_was_taken_back_asks_nobody(ann: User, demand: Demand, signed_in) -> None:
    Demand.objects.update(second_factor=False)
    assert is_in(signed_in(ann))


def test_superusers_are_asked_for_what_their_roles_demand(
    administrator: User, demand: Demand, signed_in
) -> None:
    assert is_in(signed_in(administrator))
    administrator.groups.add(demand.group)
    assert not is_in(signed_in(administrator))


def test_a_moderator_who_lacks_one_comments_as_a_reader_does(
    moderator: User, signed_in, article, typed
) -> None:
    Demand.objects.create(group=moderator.groups.get(), second_factor=True)
    signed_in(moderator).post(f"{article.get_absolute_url()}comments/", typed())
    assert Comment.objects.get().status == "held"


def test_an_administrator_sets_it_on_the_role(administrator: User, ann: User, signed_in) -> None:
    role = Group.objects.get(name="Editors")
    browser = signed_in(administrator)
    page = f"/admin/auth/group/{role.pk}/change/"
    form = {
        "name": role.name,
        "permissions": [right.pk for right in role.permissions.all()],
        "demand-TOTAL_FORMS": "1",
        "demand-INITIAL_FORMS": "0",
        "demand-0-group": str(role.pk),
        "demand-0-second_factor": "on",
    }
    assert "Demand a second factor" in browser.get(page).text
    assert browser.post(page, form).status_code == 302
    assert not is_in(signed_in(ann))


def test_asking_costs_one_query_on_a_page(
    ann: User, demand: Demand, signed_in, django_assert_max_num_queries, client: Client, enter
) -> None:
    enter(client)
    set_up_app(client)
    client.get("/admin/")
    with django_assert_max_num_queries(12) as counted:
        client.get("/admin/")
    asked = [each for each in counted.captured_queries if "sign_in_demand" in each["sql"]]
    assert len(asked) == 1
