package dev.shipshape.registry.images;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Extent;
import dev.shipshape.registry.Image;
import dev.shipshape.registry.ImageUse;
import dev.shipshape.registry.Images;
import dev.shipshape.registry.Repositories;
import dev.shipshape.registry.Repository;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One image: its tags, its branches or layers, its configuration, who uses it. */
@Controller
@RequestMapping("/{connection}/repositories/{repository}/images/{reference}")
class ImagePageController {

    private static final String VIEW = "registry/image";

    private final Repositories repositories;

    private final Images images;

    private final ImageContents contents;

    private final ImageTags tags;

    private final ImageUse use;

    ImagePageController(Repositories repositories, Images images, ImageContents contents, ImageTags tags,
            ImageUse use) {
        this.repositories = repositories;
        this.images = images;
        this.contents = contents;
        this.tags = tags;
        this.use = use;
    }

    /** The page of an image; a tag in the address means the image that has it now. */
    @GetMapping
    String show(Connection connection, @PathVariable("repository") String slug, @PathVariable String reference,
            Model model) {
        Repository repository = this.repositories.at(connection, slug);
        model.addAttribute("form", TagForm.empty());
        return page(connection, repository, reference, model);
    }

    /** Puts a tag on the image. */
    @PostMapping("/tags")
    String tag(Connection connection, @PathVariable("repository") String slug, @PathVariable String reference,
            @Valid @ModelAttribute("form") TagForm form, BindingResult result, Model model,
            HttpServletResponse response, RedirectAttributes redirect) {
        Repository repository = this.repositories.at(connection, slug);
        if (!result.hasErrors()) {
            try {
                this.tags.put(connection, repository, reference, form.tag(), Boolean.TRUE.equals(form.move()));
                redirect.addFlashAttribute("message", "The image has the tag " + form.tag() + ".");
                return "redirect:" + connection.path() + "/repositories/" + repository.slug() + "/images/" + reference;
            }
            catch (NotFound ex) {
                throw ex;
            }
            catch (Problem problem) {
                FormProblems.show(problem, result);
            }
        }
        return FormProblems.again(response, page(connection, repository, reference, model));
    }

    private String page(Connection connection, Repository repository, String reference, Model model) {
        List<Image> all = this.images.in(connection, repository);
        Image image = this.images.named(connection, repository, reference);
        ImageUse.Uses uses = this.use.of(connection, repository, all, Extent.IN_TIME);
        ImageTree tree = ImageTree.of(all, uses);
        ImageContent content = image.archived() ? null : this.contents.of(connection, repository, image.digest());
        model.addAttribute("repository", repository)
            .addAttribute("unread", uses.unread())
            .addAttribute("image", tree.row(image))
            .addAttribute("made", content)
            .addAttribute("indexes", tree.indexesOf(image).stream().map(tree::row).toList())
            .addAttribute("others", others(all, image))
            .addAttribute("uri", repository.uri() + "@" + image.digest());
        return VIEW;
    }

    /** What it can be compared with: the newest that have tags. */
    private static Map<String, String> others(List<Image> all, Image image) {
        Map<String, String> others = new LinkedHashMap<>();
        all.stream()
            .filter((other) -> !other.tags().isEmpty() && !other.digest().equals(image.digest()))
            .limit(200)
            .forEach((other) -> others.put(other.digest(), other.label() + " (" + other.brief() + ")"));
        return others;
    }

}
