"""A member's coins: what moved, when, why and with whom. For them and for moderators."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import member_required
from accounts.models import User
from accounts.second_factor import second_factor_required
from limits.rates import limited
from pages.statement.chart import BalanceChart
from pages.statement.export import pieces
from pages.statement.paging import StatementPage
from pages.statement.rows import Words
from pages.views.member import may_know
from posts.addresses import moved_to
from rewards.balances import closing_balances
from rewards.models import Account
from rewards.models.transfer import Reason
from rewards.statements import Statement, withheld

CHART_DAYS = 90
# Nobody reads why they left.
REASONS = [reason for reason in Reason if reason != Reason.LEFT]


@require_safe
@member_required
@second_factor_required
def statement(request, pk, slug):
    """The balance, what became of it lately, and every transfer by pages."""
    member = member_known_to(request.user, pk)
    if slug != member.slug:
        return moved_to(reverse("statement", args=[pk, member.slug]), request)
    account = Account.objects.filter(owner=member).first()
    reason = reason_asked(request.GET)
    context = {"member": member, "path": [member], "account": account, "reason": reason}
    if account:
        context |= read(account, reason, request)
    return render(request, "pages/statement.html", context | {"reasons": REASONS})


@require_safe
@member_required
@second_factor_required
@limited("export", methods=("GET",))
def statement_csv(request, pk, slug):
    """All of it as a file, under the page's own filter."""
    member = member_known_to(request.user, pk)
    if slug != member.slug:
        return moved_to(reverse("statement_csv", args=[pk, member.slug]), request)
    account = Account.objects.filter(owner=member).first()
    statement = account and Statement(account, reason_asked(request.GET))
    return StreamingHttpResponse(
        pieces(statement, request.user),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="statement.csv"'},
    )


def read(account, reason, request):
    """What the page shows of an account; the first page also what is not in the ledger."""
    page = StatementPage(Statement(account, reason), request.GET)
    first = not (reason or page.has_previous)
    words = Words(account, request.user, page.lines, withheld(account) if first else ())
    context = {"page": page, "rows": words.rows, "unpaid": words.unpaid}
    if first and page.lines:
        context["chart"] = BalanceChart(closing_balances(account, CHART_DAYS))
    return context


def member_known_to(viewer, pk):
    """The member whose coins `viewer` may see: not yours is not found."""
    member = get_object_or_404(User, pk=pk)
    if not may_know(member, viewer):
        raise Http404
    return member


def reason_asked(params):
    """The reason to filter by, or nothing."""
    reason = params.get("reason", "")
    if reason and reason not in REASONS:
        raise Http404
    return reason
