package dev.shipshape.cleanup.plans;

import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Live;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Plans: look at one that could be made, make it, confirm it, watch it. */
@Controller
@RequestMapping("/cleanup/plans")
class PlanController {

    private static final String TO_PLAN = "redirect:/cleanup/plans/";

    private final Plans plans;

    private final Drafts drafts;

    PlanController(Plans plans, Drafts drafts) {
        this.plans = plans;
        this.drafts = drafts;
    }

    @GetMapping("/new")
    String preview(ScopeForm form, Model model) {
        Draft draft = this.drafts.of(form.scope());
        model.addAttribute("draft", draft);
        model.addAttribute("planned", draft.items().stream().map(this::planned).toList());
        return "cleanup/new";
    }

    private Planned planned(Item item) {
        Remover remover = this.drafts.remover(item);
        return new Planned(remover.word(), remover.reason(), item);
    }

    @PostMapping
    String make(ScopeForm form) {
        return TO_PLAN + this.plans.make(form.scope(), form.plansFor());
    }

    @GetMapping("/{id}")
    @Nullable ModelAndView show(@PathVariable String id, Live live, Model model) {
        model.addAttribute("form", new ConfirmationForm("", ""));
        PlanView view = fill(id, model);
        return live.answer(view, !view.moving() && !view.waiting(), "cleanup/plan", "progress");
    }

    @PostMapping("/{id}/runs")
    ModelAndView run(@PathVariable String id, @ModelAttribute("form") ConfirmationForm form, BindingResult result,
            Live live, Model model, HttpServletResponse response, RedirectAttributes flash) {
        try {
            this.plans.run(id, form.typed(), form.waits());
        }
        catch (Problem problem) {
            PlanView view = fill(id, model);
            String page = FormProblems.show(problem, result, response, "cleanup/plan");
            return new ModelAndView(page).addObject("live",
                    live.part("/cleanup/plans/" + view.id(), view, !view.moving()));
        }
        flash.addFlashAttribute("message", form.waits().isZero() ? "It has begun. It goes on when you leave this page."
                : "Charges are being stopped. The removal waits until its time, and can be called off until then.");
        return new ModelAndView(TO_PLAN + id);
    }

    @PostMapping("/{id}/cancellations")
    String cancel(@PathVariable String id, RedirectAttributes flash) {
        this.plans.cancel(id);
        flash.addFlashAttribute("message", "Nothing more is begun. What was begun is watched to its end.");
        return TO_PLAN + id;
    }

    @PostMapping("/{id}/returns")
    String bringBack(@PathVariable String id, RedirectAttributes flash) {
        String back = this.plans.bringBack(id);
        flash.addFlashAttribute("message", "It is being brought back. It goes on when you leave this page.");
        return TO_PLAN + back;
    }

    private PlanView fill(String id, Model model) {
        Plan plan = this.plans.named(id);
        PlanView view = PlanView.of(plan, this.plans.steps(id));
        model.addAttribute("plan", view);
        model.addAttribute("behind", this.plans.behind(id).stream().map(Follower::of).toList());
        model.addAttribute("confirmation", plan.getConfirmation());
        return view;
    }

    /**
     * A step that a plan would have.
     *
     * @param word the kind in a person's words
     * @param reason why it would stand where it stands
     * @param item what would be removed
     */
    record Planned(String word, String reason, Item item) {
    }

    /**
     * A plan that waits behind another, or brings back what it stopped.
     *
     * @param id its id
     * @param words what it does
     */
    record Follower(String id, String words) {

        static Follower of(Plan plan) {
            return new Follower(plan.getId(), switch (plan.getPurpose()) {
                case REMOVE -> "The removal that waits behind it";
                case STOP -> "Its charges were stopped";
                case BRING_BACK -> "It was brought back";
                case RETIRE -> "It was taken out of use";
            });
        }

    }

}
