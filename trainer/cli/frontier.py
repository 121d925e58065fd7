"""``trainer frontier``: what a deal could have been."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from cases.messages import message
from trainer.cli.base import AS_JSON, LANG, Spoken, Stop, language, option, tell, write_json
from trainer.i18n import LIST_MARK, say

if TYPE_CHECKING:
    from cases.case import Case
    from cases.lang import Lang
    from scoring.diagram import Diagram
    from scoring.domain import Choice, Domain
    from scoring.frontier import Frontier, Point
    from scoring.points import Solution

SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
SAMPLE = 20_000
"""Outcomes drawn where the agreement zone cannot be counted."""


@click.command("frontier", cls=Spoken, help="frontier.help")
@click.argument("case_ref", metavar="CASE", required=False)
@option("--domain", "domain_file", metavar="FILE", help="frontier.option.domain")
@option("--mandates", is_flag=True, help="frontier.option.mandates")
@option("--no-count", is_flag=True, help="frontier.option.no_count")
@AS_JSON
@LANG
@click.pass_context
def frontier(
    context: click.Context,
    *,
    case_ref: str | None,
    domain_file: str | None,
    mandates: bool,
    no_count: bool,
    as_json: bool,
    lang: str | None,
) -> None:
    """The exact Pareto set and the solution points of a case or of a bare domain."""
    if case_ref is None and domain_file is None:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    if case_ref is not None and domain_file is not None:
        raise click.UsageError("CASE, --domain", context)
    case, domain = _read(case_ref, domain_file, mandates)
    found, choices, spent = _solve(domain, case_ref or str(domain_file))
    speak = language(context, lang)
    if as_json:
        write_json(_document(found, choices, spent, counted=not no_count))
    else:
        _Teller(found, choices, case, speak).tell(case_ref or str(domain_file), counted=not no_count)
    for key in _remarks(found):
        tell(key, speak)


def _read(case_ref: str | None, domain_file: str | None, mandates: bool) -> tuple[Case | None, Domain]:
    if domain_file is not None:
        from scoring.domain_file import read_domain

        return None, read_domain(domain_file)
    from cases.library import load_case
    from scoring.case_domain import case_domain

    case = load_case(str(case_ref)).value
    return case, case_domain(case, mandates=mandates)


def _solve(domain: Domain, name: str) -> tuple[Frontier, list[Choice], float]:
    """The frontier, an outcome for each of its points, and the milliseconds that both took."""
    from scoring.diagram import TooLinkedError
    from scoring.frontier import frontier as find

    start = perf_counter()
    try:
        found = find(domain)
    except TooLinkedError:
        raise Stop(message("frontier.too_linked"), message("frontier.too_linked_hint"), place=name) from None
    choices = [found.choice(point) for point in found.points]
    return found, choices, (perf_counter() - start) * 1000


def _remarks(found: Frontier) -> list[str]:
    """What must be known to read the result rightly: catalogue keys."""
    remarks = []
    if not found.points:
        remarks.append("frontier.nothing")
    elif found.solutions is None:
        remarks.append("frontier.empty_zone")
    if not found.exact:
        remarks.append("frontier.inexact")
    return remarks


def _document(found: Frontier, choices: list[Choice], spent: float, *, counted: bool) -> dict[str, Any]:
    """The JSON document."""
    from scoring.counting import count_permitted, count_zone

    zone = count_zone(found.diagram) if counted else None
    points = [_point_json(found, point, choices) for point in found.points]
    document: dict[str, Any] = {
        "outcomes": str(found.domain.outcomes),
        "permitted": count_permitted(found.diagram) if counted else None,
        "agreement_zone": zone,
    }
    if counted and zone is None:
        document["agreement_zone_estimate"] = float(estimated_share(found.diagram))
    document |= {"pareto": points, "pareto_size": len(points), "pareto_in_zone": len(found.zone)}
    for name in SOLUTIONS:
        solution = None if found.solutions is None else getattr(found.solutions, name)
        document[name] = None if solution is None else _solution_json(solution, points)
    document["reservation"] = {side.value: float(least) for side, least in found.domain.reservation.items()}
    return {**document, "exact": found.exact, "ms": round(spent, 3)}


def _point_json(found: Frontier, point: Point, choices: list[Choice]) -> dict[str, Any]:
    """A point: one outcome, both utilities, and how many outcomes have just these (``None``: not known)."""
    return {
        "terms": _plain(found.domain.terms(choices[point.place])),
        "union": float(point.union),
        "employer": float(point.employer),
        "ways": found.ways(point),
    }


def _solution_json(solution: Solution, points: list[dict[str, Any]]) -> dict[str, Any]:
    point = {name: value for name, value in points[solution.place].items() if name != "ways"}
    ties = [{side: points[place][side] for side in ("union", "employer")} for place in solution.ties]
    return {**point, "ties": ties}


def _plain(value: Any) -> Any:
    """Terms as JSON writes them."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, Decimal):
        from cases.terms import json_number

        return json_number(value)
    return value


def estimated_share(diagram: Diagram, draws: int = SAMPLE) -> Fraction:
    """The share of outcomes that lie in the agreement zone, from a sample that is the same every time."""
    random = Random(1)
    sizes = [len(diagram.domain.parts[part].options) for part in diagram.order]
    arcs = [[{arc.option: arc for arc in row} for row in layer] for layer in diagram.layers]
    inside = 0
    for _ in range(draws):
        state, cost = 0, 0
        union, employer = diagram.base.union, diagram.base.employer
        for size, layer in zip(sizes, arcs, strict=True):
            arc = layer[state].get(random.randrange(size))
            if arc is None:
                break
            state, cost = arc.to, cost + arc.cost
            union, employer = union + arc.union, employer + arc.employer
        else:
            agreeable = union >= diagram.reservation.union and employer >= diagram.reservation.employer
            inside += agreeable and (diagram.ceiling is None or cost <= diagram.ceiling)
    return Fraction(inside, draws)


class _Teller:
    """Writes the result for people."""

    def __init__(self, found: Frontier, choices: list[Choice], case: Case | None, lang: Lang) -> None:
        self.found, self.choices, self.case, self.lang = found, choices, case, lang

    def tell(self, name: str, *, counted: bool) -> None:
        """The picture and the points first; the counts, which may take a while, last."""
        from trainer.cli.frontier_chart import chart

        found = self.found
        title = self.case.title if self.case is not None else name
        click.echo(self.say("title", name=title))
        if found.points:
            click.echo(self.say("upward"))
            for line in chart(found):
                click.echo(line)
            click.echo(self.say("across"))
            click.echo(self.say("legend"))
        for solution in SOLUTIONS:
            if found.solutions is not None:
                self.point(solution, getattr(found.solutions, solution))
        least = found.domain.reservation
        click.echo(self.say("reservation", union=_worth(least.union), employer=_worth(least.employer)))
        click.echo(self.say("efficient", count=len(found.points), inside=len(found.zone)))
        click.echo(self.say("outcomes", count=f"{found.domain.outcomes:,}"))
        if counted:
            self.count()

    def say(self, key: str, **places: Any) -> str:
        """A sentence of the room ``frontier``."""
        return say(f"frontier.{key}", self.lang, **places)

    def point(self, name: str, solution: Solution) -> None:
        """A solution point with its terms."""
        point = self.found.at(solution)
        click.echo(
            self.say(
                "point",
                name=self.say(f"solution.{name}"),
                union=_worth(point.union),
                employer=_worth(point.employer),
            )
        )
        click.echo("  " + self.terms(self.choices[point.place]))
        if solution.ties:
            click.echo("  " + self.say("ties", count=len(solution.ties)))

    def terms(self, choice: Choice) -> str:
        """An outcome in words."""
        terms: Any = self.found.domain.terms(choice)
        if self.case is None:
            mark = LIST_MARK[self.lang]
            return mark.join(f"{issue} = {_bare(value)}" for issue, value in terms.items())
        from trainer.speech.values import terms_text

        return terms_text(self.case.issue_map, terms, self.lang)

    def count(self) -> None:
        """Permitted outcomes and the agreement zone, exactly where that can be."""
        from scoring.counting import count_permitted, count_zone

        if self.found.domain.constrained:
            permitted = count_permitted(self.found.diagram)
            if permitted is not None:
                click.echo(self.say("permitted", count=f"{permitted:,}"))
        zone = count_zone(self.found.diagram)
        if zone is None:
            share = estimated_share(self.found.diagram)
            click.echo(self.say("zone_estimate", percent=f"{float(share * 100):.1f}", draws=f"{SAMPLE:,}"))
            return
        share = Fraction(zone, self.found.domain.outcomes)
        click.echo(self.say("zone", count=f"{zone:,}", percent=f"{float(share * 100):.1f}"))


def _worth(utility: Fraction) -> str:
    return f"{float(utility):.4f}"


def _bare(value: Any) -> str:
    """An option of a bare domain as it stands in the file."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if value is None or isinstance(value, bool):
        return str(value).lower().replace("none", "null")
    return str(value)
