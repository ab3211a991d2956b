"""plan 划版: which article stands in which slot of which page, and where it goes on."""

from banmian.plan.assign import Assignment, PagePlan, plan_pages
from banmian.plan.fit import capacity

__all__ = ["Assignment", "PagePlan", "capacity", "plan_pages"]
