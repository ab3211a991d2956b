"""plan 划版: which article stands in which slot of which page, and where it goes on."""

from banmian.plan.assign import Leg, PagePlan, plan_pages
from banmian.plan.fit import capacity

__all__ = ["Leg", "PagePlan", "capacity", "plan_pages"]
