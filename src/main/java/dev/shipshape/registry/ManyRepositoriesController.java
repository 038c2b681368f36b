package dev.shipshape.registry;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.web.Formats;
import dev.shipshape.web.Many;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Deletes many repositories after one confirmation that names them all and who uses their
 * images. AWS refuses those that hold images unless these are meant to go too; each says
 * so for itself.
 */
@Controller
@RequestMapping("/{connection}/repositories/deletions")
class ManyRepositoriesController {

    private final Repositories repositories;

    private final RepositoryList lists;

    private final ImageUse use;

    ManyRepositoriesController(Repositories repositories, RepositoryList lists, ImageUse use) {
        this.repositories = repositories;
        this.lists = lists;
        this.use = use;
    }

    @GetMapping("/new")
    String confirm(Connection connection, @RequestParam(required = false) @Nullable List<String> id, Model model) {
        List<Repository> ticked = ticked(connection, id);
        ImageUse.Users users = this.use.of(connection, ticked, Extent.IN_TIME);
        model.addAttribute("users", users.all())
            .addAttribute("unread", users.unread())
            .addAttribute("things",
                    this.lists.rows(connection, ticked)
                        .stream()
                        .map((row) -> new Many.Thing(row.repository().name(), row.repository().name(), contents(row)))
                        .toList());
        return "registry/many";
    }

    @PostMapping
    String delete(Connection connection, @RequestParam(required = false) @Nullable List<String> id,
            @RequestParam(defaultValue = "false") boolean withImages, RedirectAttributes flash) {
        String list = connection.path() + "/repositories";
        flash.addFlashAttribute("many", Many.each("Delete repositories", ticked(connection, id), Repository::name,
                (repository) -> list + "/" + repository.slug(), (repository) -> {
                    this.repositories.delete(connection, repository.name(), repository.arn(), withImages);
                    return withImages ? "is gone with its images" : "is gone";
                }));
        return "redirect:" + list;
    }

    private List<Repository> ticked(Connection connection, @Nullable List<String> ids) {
        return Many.ticked(ids, this.repositories.in(connection), Repository::name, "repository");
    }

    private static String contents(RepositoryRow row) {
        if (!row.counted()) {
            return "its images could not be counted";
        }
        return (row.images() == 0) ? "empty" : new Formats().count(row.images(), "image");
    }

}
