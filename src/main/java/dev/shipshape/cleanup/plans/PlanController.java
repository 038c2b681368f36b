package dev.shipshape.cleanup.plans;

import java.util.List;

import dev.shipshape.cleanup.Item;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Live;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Plans: look at one that could be made, make it, confirm it, watch it. */
@Controller
@RequestMapping("/cleanup/plans")
class PlanController {

    private final Plans plans;

    private final Drafts drafts;

    PlanController(Plans plans, Drafts drafts) {
        this.plans = plans;
        this.drafts = drafts;
    }

    @GetMapping("/new")
    String preview(@RequestParam(required = false) @Nullable String connection,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable List<String> chosen, Model model) {
        Draft draft = this.drafts.of(Scope.of(connection, cluster, chosen));
        model.addAttribute("draft", draft);
        model.addAttribute("planned", draft.items().stream().map(this::planned).toList());
        return "cleanup/new";
    }

    private Planned planned(Item item) {
        Remover remover = this.drafts.remover(item);
        return new Planned(remover.word(), remover.reason(), item);
    }

    @PostMapping
    String make(@RequestParam(required = false) @Nullable String connection,
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable List<String> chosen,
            @RequestParam(required = false) @Nullable String only,
            @RequestParam(defaultValue = "false") boolean selection) {
        List<String> selected = (only != null) ? List.of(only) : chosen;
        if (selection && (selected == null || selected.isEmpty())) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "Nothing is chosen.",
                    "Tick what is to be removed, or remove everything.");
        }
        return "redirect:/cleanup/plans/" + this.plans.make(Scope.of(connection, cluster, selected));
    }

    @GetMapping("/{id}")
    @Nullable ModelAndView show(@PathVariable String id, Live live, Model model) {
        model.addAttribute("form", new ConfirmationForm(""));
        PlanView view = fill(id, model);
        return live.answer(view, !view.moving(), "cleanup/plan", "progress");
    }

    @PostMapping("/{id}/runs")
    ModelAndView run(@PathVariable String id, @ModelAttribute("form") ConfirmationForm form, BindingResult result,
            Live live, Model model, HttpServletResponse response, RedirectAttributes flash) {
        try {
            this.plans.run(id, form.typed());
        }
        catch (Problem problem) {
            PlanView view = fill(id, model);
            String page = FormProblems.show(problem, result, response, "cleanup/plan");
            return new ModelAndView(page).addObject("live",
                    live.part("/cleanup/plans/" + view.id(), view, !view.moving()));
        }
        flash.addFlashAttribute("message", "Clean-up has begun. It goes on when you leave this page.");
        return new ModelAndView("redirect:/cleanup/plans/" + id);
    }

    @PostMapping("/{id}/cancellations")
    String cancel(@PathVariable String id, RedirectAttributes flash) {
        this.plans.cancel(id);
        flash.addFlashAttribute("message", "Nothing more is begun. What was begun is watched to its end.");
        return "redirect:/cleanup/plans/" + id;
    }

    private PlanView fill(String id, Model model) {
        Plan plan = this.plans.named(id);
        PlanView view = PlanView.of(plan, this.plans.steps(id));
        model.addAttribute("plan", view);
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

}
