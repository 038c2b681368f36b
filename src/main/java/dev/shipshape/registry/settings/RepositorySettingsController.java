package dev.shipshape.registry.settings;

import java.util.Map;
import java.util.Optional;

import dev.shipshape.aws.Connection;
import dev.shipshape.registry.Repositories;
import dev.shipshape.registry.Repository;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.OwnTags;
import dev.shipshape.web.Problem;
import dev.shipshape.web.TagsForm;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The settings of a repository, each a form of its own, and its AWS tags. */
@Controller
@RequestMapping("/{connection}/repositories/{repository}")
class RepositorySettingsController {

    private static final String VIEW = "registry/settings";

    private final Repositories repositories;

    private final RepositorySettings settings;

    RepositorySettingsController(Repositories repositories, RepositorySettings settings) {
        this.repositories = repositories;
        this.settings = settings;
    }

    @GetMapping("/settings")
    String show(Connection connection, @PathVariable("repository") String slug, Model model) {
        return page(connection, this.repositories.at(connection, slug), model);
    }

    @PostMapping("/tag-mutability")
    String mutability(Connection connection, @PathVariable("repository") String slug,
            @ModelAttribute("mutability") MutabilityForm form, BindingResult result, Model model,
            HttpServletResponse response, RedirectAttributes redirect) {
        Repository repository = this.repositories.at(connection, slug);
        try {
            this.settings.keepTags(connection, repository, form);
            return done(connection, repository, "settings", "Tags are set.", redirect);
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, page(connection, repository, model));
        }
    }

    @PostMapping("/scanning")
    String scanning(Connection connection, @PathVariable("repository") String slug,
            @RequestParam(defaultValue = "false") boolean onPush, RedirectAttributes redirect) {
        Repository repository = this.repositories.at(connection, slug);
        this.settings.scanOnPush(connection, repository, onPush);
        return done(connection, repository, "settings",
                onPush ? "Images are scanned when they are pushed." : "Images are scanned by hand only.", redirect);
    }

    @PostMapping("/policy")
    String policy(Connection connection, @PathVariable("repository") String slug,
            @ModelAttribute("policy") PolicyText form, BindingResult result, Model model, HttpServletResponse response,
            RedirectAttributes redirect) {
        Repository repository = this.repositories.at(connection, slug);
        try {
            form.check();
            this.settings.setPolicy(connection, repository, form.text(), Boolean.TRUE.equals(form.force()));
            return done(connection, repository, "settings", "The policy is set.", redirect);
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, page(connection, repository, model));
        }
    }

    @PostMapping("/policy-deletions")
    String deletePolicy(Connection connection, @PathVariable("repository") String slug, RedirectAttributes redirect) {
        Repository repository = this.repositories.at(connection, slug);
        this.settings.deletePolicy(connection, repository);
        return done(connection, repository, "settings", "The policy is gone.", redirect);
    }

    @GetMapping("/tags")
    String tags(Connection connection, @PathVariable("repository") String slug, Model model) {
        Repository repository = this.repositories.at(connection, slug);
        Map<String, String> tags = this.repositories.tags(connection, repository);
        model.addAttribute("repository", repository).addAttribute("form", TagsForm.of(tags));
        return tagsPage(tags, model);
    }

    @PostMapping("/tags")
    String setTags(Connection connection, @PathVariable("repository") String slug,
            @ModelAttribute("form") TagsForm form, BindingResult result, Model model, HttpServletResponse response,
            RedirectAttributes redirect) {
        Repository repository = this.repositories.at(connection, slug);
        try {
            this.settings.setTags(connection, repository, OwnTags.parse("tags", form.tags()));
            return done(connection, repository, "tags", "The tags are set.", redirect);
        }
        catch (Problem problem) {
            model.addAttribute("repository", repository);
            return FormProblems.show(problem, result, response,
                    tagsPage(this.repositories.tags(connection, repository), model));
        }
    }

    private static String tagsPage(Map<String, String> tags, Model model) {
        model.addAttribute("tags", tags).addAttribute("kept", OwnTags.kept(tags));
        return "registry/tags";
    }

    private static String done(Connection connection, Repository repository, String page, String message,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("message", message);
        return "redirect:" + connection.path() + "/repositories/" + repository.slug() + "/" + page;
    }

    /** A form that was refused is in the model already, as it was typed. */
    private String page(Connection connection, Repository repository, Model model) {
        model.addAttribute("repository", repository)
            .addAttribute("registry", Attempt.at(() -> this.settings.registryScanning(connection)));
        if (!model.containsAttribute("mutability")) {
            model.addAttribute("mutability", MutabilityForm.of(repository));
        }
        Attempt<Optional<String>> policy = Attempt.at(() -> this.settings.policy(connection, repository));
        model.addAttribute("standing", policy);
        if (!model.containsAttribute("policy")) {
            model.addAttribute("policy",
                    policy.orElse(Optional.empty())
                        .map(PolicyText::of)
                        .orElseGet(() -> PolicyText.example(repository)));
        }
        return VIEW;
    }

}
