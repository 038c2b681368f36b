package dev.shipshape.registry.lifecycle;

import java.util.List;
import java.util.Optional;

import dev.shipshape.aws.Connection;
import dev.shipshape.registry.Repositories;
import dev.shipshape.registry.Repository;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.HtmxViews;
import dev.shipshape.web.Live;
import dev.shipshape.web.Problem;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The lifecycle policy of a repository: shown, edited, previewed, set, deleted. */
@Controller
@RequestMapping("/{connection}/repositories/{repository}/lifecycle")
class LifecycleController {

    private static final String FORM = "registry/lifecycle-form";

    private final Repositories repositories;

    private final LifecyclePolicies policies;

    LifecycleController(Repositories repositories, LifecyclePolicies policies) {
        this.repositories = repositories;
        this.policies = policies;
    }

    /** What the form offers. */
    @ModelAttribute
    void choices(Model model) {
        model.addAttribute("tagStatuses", PolicyChoices.TAG_STATUSES)
            .addAttribute("matches", PolicyChoices.MATCHES)
            .addAttribute("countTypes", PolicyChoices.COUNT_TYPES)
            .addAttribute("policyActions", PolicyChoices.ACTIONS);
    }

    @ModelAttribute("repository")
    Repository repository(Connection connection, @PathVariable("repository") String slug) {
        return this.repositories.at(connection, slug);
    }

    @GetMapping
    String show(Connection connection, @ModelAttribute("repository") Repository repository, Model model) {
        Optional<LifecyclePolicies.Policy> policy = this.policies.of(connection, repository);
        model.addAttribute("policy", policy.orElse(null))
            .addAttribute("rules", policy.map((one) -> PolicyForm.of(one.text()).getRules()).orElse(List.of()));
        return "registry/lifecycle";
    }

    /** The form; with {@code from=preview} filled in as it was previewed last. */
    @GetMapping("/new")
    String form(Connection connection, @ModelAttribute("repository") Repository repository,
            @RequestParam(defaultValue = "") String from, Model model) {
        Optional<String> text = from.equals("preview")
                ? this.policies.preview(connection, repository).map(Preview::text)
                : this.policies.of(connection, repository).map(LifecyclePolicies.Policy::text);
        model.addAttribute("form", text.map(PolicyForm::of).orElseGet(PolicyForm::fresh));
        return FORM;
    }

    /** The form as it would be after a button of its own; nothing is set. */
    @PostMapping("/drafts")
    String draft(@ModelAttribute("form") PolicyForm form, BindingResult result,
            @RequestParam(defaultValue = "") String show, @RequestParam(required = false) @Nullable String add,
            @RequestParam(defaultValue = "-1") int remove, @RequestParam(defaultValue = "-1") int raise,
            HttpServletResponse response, HtmxRequest htmx) {
        String view = HtmxViews.of(htmx, FORM, "editor");
        try {
            if (show.equals("json")) {
                form.showJson();
            }
            else if (show.equals("rules")) {
                form.showRules();
            }
            else if (add != null) {
                form.add();
            }
            form.remove(remove);
            form.raise(raise);
            return view;
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, view);
        }
    }

    @PostMapping
    String put(Connection connection, @ModelAttribute("repository") Repository repository,
            @ModelAttribute("form") PolicyForm form, BindingResult result, HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            this.policies.put(connection, repository, form.text());
            redirect.addFlashAttribute("message", "The lifecycle policy is set. AWS carries it out within 24 hours.");
            return "redirect:" + here(connection, repository);
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, FORM);
        }
    }

    @PostMapping("/deletions")
    String delete(Connection connection, @ModelAttribute("repository") Repository repository,
            RedirectAttributes redirect) {
        this.policies.delete(connection, repository);
        redirect.addFlashAttribute("message", "The lifecycle policy is gone. AWS deletes nothing by itself any more.");
        return "redirect:" + here(connection, repository);
    }

    /** Asks AWS what the typed policy would delete. */
    @PostMapping("/previews")
    String preview(Connection connection, @ModelAttribute("repository") Repository repository,
            @ModelAttribute("form") PolicyForm form, BindingResult result, HttpServletResponse response) {
        try {
            this.policies.startPreview(connection, repository, form.text());
            return "redirect:" + here(connection, repository) + "/previews";
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, FORM);
        }
    }

    /** What AWS says of it by now; the page follows while AWS is at it. */
    @GetMapping("/previews")
    @Nullable ModelAndView preview(Connection connection, @ModelAttribute("repository") Repository repository, Model model,
            Live live) {
        Optional<Preview> preview = this.policies.preview(connection, repository);
        model.addAttribute("preview", preview.orElse(null))
            .addAttribute("rules", preview.map((one) -> PolicyForm.of(one.text()).getRules()).orElse(List.of()));
        return live.answer(preview, preview.filter(Preview::running).isEmpty(), "registry/lifecycle-preview", "rows");
    }

    private static String here(Connection connection, Repository repository) {
        return connection.path() + "/repositories/" + repository.slug() + "/lifecycle";
    }

}
