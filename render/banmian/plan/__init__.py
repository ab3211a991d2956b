"""plan 划版: which article stands in which slot of which page, and where it goes on."""

from banmian.plan.assign import PagePlan, plan_pages
from banmian.plan.assignment import Assignment
from banmian.plan.fit import Measures, Need

__all__ = ["Assignment", "Measures", "Need", "PagePlan", "plan_pages"]
