package dev.shipshape.registry;

import java.time.Instant;
import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Deletes a repository: empty at a click, with its images after its name was typed. */
@Controller
@RequestMapping("/{connection}/repositories/{repository}/deletions")
class RepositoryDeletionController {

    private final Repositories repositories;

    private final Images images;

    private final ImageUse use;

    RepositoryDeletionController(Repositories repositories, Images images, ImageUse use) {
        this.repositories = repositories;
        this.images = images;
        this.use = use;
    }

    @GetMapping("/new")
    String confirm(Connection connection, @PathVariable("repository") String slug, Model model) {
        return page(connection, this.repositories.named(connection, slug.replace('~', '/')), model);
    }

    @PostMapping
    String delete(Connection connection, @PathVariable("repository") String slug,
            @RequestParam(required = false) @Nullable String confirmation, Model model, HttpServletResponse response,
            RedirectAttributes redirect) {
        Repository repository = this.repositories.named(connection, slug.replace('~', '/'));
        if (confirmation != null && !confirmation.equals(repository.name())) {
            model.addAttribute("mistyped", confirmation);
            return FormProblems.again(response, page(connection, repository, model));
        }
        try {
            this.repositories.delete(connection, repository.name(), repository.arn(), confirmation != null);
        }
        catch (Problem problem) {
            model.addAttribute("refused", problem);
            return FormProblems.again(response, page(connection, repository, model));
        }
        redirect.addFlashAttribute("message", "Repository " + repository.name() + " is gone.");
        return "redirect:" + connection.path() + "/repositories";
    }

    private String page(Connection connection, Repository repository, Model model) {
        List<Image> all = this.images.now(connection, repository.name());
        int images = Tally.of(all, Instant.EPOCH, 0).images();
        ImageUse.Users users = this.use.of(connection, repository, Extent.IN_TIME);
        model.addAttribute("repository", repository)
            .addAttribute("empty", all.isEmpty())
            .addAttribute("users", users.all())
            .addAttribute("unread", users.unread());
        model.addAttribute("takes", List.of((images == 1) ? "1 image" : images + " images"));
        return "registry/delete";
    }

}
