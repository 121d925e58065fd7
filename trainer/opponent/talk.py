"""What to say when there is nothing new to offer: ask for papers, ask, argue, quote, sum up, park, close."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cases import moves as m
from cases.exhibits import Exhibit
from cases.format import Trigger
from cases.issues import ArticleRef
from cases.messages import Param
from trainer.opponent import acts as a
from trainer.opponent.acts import Act
from trainer.opponent.aspiration import stuck
from trainer.opponent.model import OtherSide, side_share
from trainer.opponent.reasons import fresh_argument
from trainer.opponent.situation import Situation

ITEMS = 3
"""Items asked for at once."""
REQUESTS = 3
"""Requests for papers in a match."""
SUMMARY_EVERY = 5
"""Own speeches between two summaries."""
EARLY = Decimal("0.4")
MANY = 3
"""With fewer open issues it makes no sense to ask which of them matter most."""
BROAD = 2
"""An offer on more issues than this is worth a break."""
OVER = Decimal("0.97")
"""Share of the time from which there is nothing left to wait for."""


def gap_issue(s: Situation) -> str | None:
    """The open issue on which the two sides are farthest apart, by its weight for this side."""
    apart = [name for name in s.open if s.theirs(name) != s.mine(name)]
    lately = {getattr(item.move, "issue", None) for speech in s.own_speeches[-2:] for item in speech.said}
    apart = [name for name in apart if name not in lately] or apart or list(s.open)
    if not apart:
        return None

    def width(name: str) -> tuple[object, str]:
        mine, theirs = s.mine(name), s.theirs(name)
        if mine is None or theirs is None:
            return (s.prefs.weight(name) / 4, name)
        issue = s.issues[name]
        gap = side_share(issue, s.side, mine) - side_share(issue, s.side, theirs)
        return (gap * s.prefs.weight(name), name)

    return max(apart, key=width)


def request(s: Situation) -> Act | None:
    """Ask for papers that the other side can be asked for by name and that were not asked for yet."""
    asked = {
        item
        for said in s.said
        if said.event.side is s.side and isinstance(said.move, m.InfoRequest)
        for item in said.move.items
    }
    left = [item for item in s.case.askable if item not in asked]
    just = bool(s.own_speeches) and any(item.move.kind == "info_request" for item in s.own_speeches[-1].said)
    if not left or just or s.asked_before("info_request") >= REQUESTS:
        return None
    wanted = tuple(s.chance.shuffled("items", left)[:ITEMS])
    year = str(int(s.case.calendar.meeting[:4]) - 1)
    move = m.InfoRequest(items=wanted, period=year)
    return Act(move, "request", {"items": a.items(wanted), "year": year})


def question(s: Situation, other: OtherSide) -> Act | None:
    """Ask what matters: about the widest gap, or about priorities while little is known."""
    asked = s.asked_before("probe")
    unclear = asked == 0 or (other.sharpness() < Decimal("0.05") and asked < 3)
    if unclear and len(s.open) >= MANY:
        return Act(m.Probe(target="priority"), "probe_priority")
    issue = gap_issue(s)
    if issue is None:
        return None
    target = s.chance.pick("probe", ("interest", "reason"))
    move = m.Probe.model_validate({"kind": "probe", "target": target, "issue": issue})
    return Act(move, f"probe_{target}", {"issue": a.name(s, issue)})


def argue(s: Situation) -> Act | None:
    """Give a fresh reason on the widest gap, as a figure of a paper where there is one."""
    ranked = sorted(s.open, key=lambda name: -s.prefs.weight(name))
    issue = gap_issue(s)
    for name in ([issue] if issue else []) + ranked[:3]:
        argument = fresh_argument(s, name)
        if argument is None:
            continue
        places = {"issue": a.name(s, name)}
        move = m.Appeal(basis=_basis(s), issue=name, argument=argument.id)
        return Act(move, "argue", places, argument=argument.id, next="ask_move", next_places=places)
    return None


def _basis(s: Situation) -> str:
    return "need" if s.side.value == "union" else "ability_to_pay"


def cite(s: Situation) -> Act | None:
    """Quote an article that the case itself connects with an open issue, once."""
    cited = {
        (said.move.law, said.move.article)
        for said in s.said
        if said.event.side is s.side and isinstance(said.move, m.CiteLaw)
    }
    for name in s.chance.shuffled("law", list(s.open)):
        for rule in s.issues[name].legal:
            if (rule.article.law, rule.article.article) not in cited:
                return _citation(s, name, rule.article)
    return None


def _citation(s: Situation, name: str, article: ArticleRef) -> Act:
    move = m.CiteLaw(law=article.law, article=article.article, issue=name)
    places: dict[str, Param] = {
        "law": a.law(article.law),
        "article": article.article,
        "issue": a.name(s, name),
    }
    return Act(move, "cite_law", places)


def quote(s: Situation) -> Act | None:
    """Quote a figure from a paper that both sides can read."""
    done = {said.move.exhibit for said in s.said if isinstance(said.move, m.CiteData)}
    papers = [exhibit for exhibit in s.case.exhibits if exhibit.facts and _open_paper(s, exhibit)]
    for exhibit in s.chance.shuffled("paper", papers):
        linked = [arg for arg in s.brief.arguments if arg.exhibit == exhibit.no and arg.issue in s.open]
        if exhibit.no in done or not linked:
            continue
        fact = exhibit.facts[0]
        figure = m.Figure(metric=fact.metric, value=fact.value, unit=fact.unit, period=fact.period)
        move = m.CiteData(figure=figure, exhibit=exhibit.no, issue=linked[0].issue)
        places: dict[str, Param] = {
            "figure": a.figure(figure, fact.label),
            "no": exhibit.no,
            "issue": a.name(s, linked[0].issue),
        }
        return Act(move, "cite_data", places)
    return None


def _open_paper(s: Situation, exhibit: Exhibit) -> bool:
    return exhibit.owner == "both" or exhibit.unlock.key.value == "public" or exhibit.no in s.shown


def summary(s: Situation) -> Act | None:
    """Say back where things stand, every few speeches, once something is agreed or the talks are long."""
    since = 0
    for speech in reversed(s.own_speeches):
        if any(item.move.kind == "summarise" for item in speech.said):
            break
        since += 1
    heard = any(item.move.kind == "summarise" for item in s.heard)
    if since < SUMMARY_EVERY or not s.open or heard:
        return None
    return summary_act(s)


def summary_act(s: Situation) -> Act:
    """The summary itself: the ledger's terms and the open issues, nothing else."""
    ledger = dict(s.view.ledger)
    places = {"open": a.names(s, s.open)}
    move = m.Summarise(terms=ledger, open=s.open)
    if not ledger:
        return Act(move, "summary_open", places)
    return Act(move, "summary", {**places, "agreed": a.terms(s, ledger, 5), "count": len(ledger)})


def park(s: Situation, t: Decimal) -> Act | None:
    """Put the hardest issue aside while there is time, never the last one and not twice."""
    issue = gap_issue(s)
    if not s.persona.parks or t > EARLY or issue is None or len(s.open) < 3 or len(s.own_speeches) < 2:
        return None
    if s.status(issue).value != "open" or s.asked_before("park") >= 2 or s.asked_before("park", issue):
        return None
    return Act(m.Park(issue=issue), "park", {"issue": a.name(s, issue)})


def break_off(s: Situation, t: Decimal) -> Act | None:
    """Ask for a break to think a weighty offer over, half-way through and if the rules leave one."""
    weighty = any(
        item.move.kind in {"package", "final_offer"} and len(item.move.terms) > BROAD for item in s.heard
    )
    possible = Trigger.CAUCUS in s.view.triggers and s.view.caucuses_left[s.side] > 0
    fits = EARLY <= t <= Decimal("0.85") and not s.asked_before("caucus")
    if not (weighty and possible and fits and s.chance.happens("break", Decimal("0.4"))):
        return None
    return Act(m.Caucus(), "caucus", holds=True, ends=True)


def close(s: Situation, t: Decimal) -> Act | None:
    """Propose to close when the time is over or nothing moves any more."""
    if Trigger.CLOSE not in s.view.triggers or any(item.side is s.side for item in s.view.pending):
        return None
    again = any(item.move.kind == "close_talks" for speech in s.own_speeches[-3:] for item in speech.said)
    if not s.stated_all or again or not (t >= OVER or (t >= Decimal("0.85") and stuck(s))):
        return None
    return Act(m.CloseTalks(), "close", {"open": a.names(s, s.open)})


def talk(s: Situation, other: OtherSide, t: Decimal) -> Iterator[Act]:
    """Acts that fit now, the fittest first."""
    chances = s.chance
    options: list[Act | None] = []
    closing = close(s, t)
    if closing is not None:
        yield closing
        return
    options.append(summary(s))
    options.append(park(s, t))
    if t <= EARLY:
        options.append(request(s))
    if chances.happens("ask", s.persona.asks):
        options.append(question(s, other))
    if chances.happens("cite", s.persona.cites):
        options.append(cite(s))
    if chances.happens("quote", Decimal("0.3")):
        options.append(quote(s))
    options += [argue(s), question(s, other), quote(s), cite(s)]
    for option in options:
        if option is not None:
            yield option
