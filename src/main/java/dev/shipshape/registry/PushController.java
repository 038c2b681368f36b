package dev.shipshape.registry;

import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.registry.SamplePushes.Pushed;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How images get into a repository: commands to copy, and the samples of the sandbox. */
@Controller
@RequestMapping("/{connection}/repositories/{repository}")
class PushController {

    private final Repositories repositories;

    private final Images images;

    private final SamplePushes samples;

    PushController(Repositories repositories, Images images, SamplePushes samples) {
        this.repositories = repositories;
        this.images = images;
        this.samples = samples;
    }

    @GetMapping("/push-commands")
    String commands(Connection connection, @PathVariable("repository") String slug,
            @Valid @ModelAttribute("choice") PushChoice choice, BindingResult result, Model model,
            HttpServletResponse response) {
        Repository repository = named(connection, slug);
        model.addAttribute("repository", repository);
        if (result.hasErrors()) {
            response.setStatus(422);
            return "registry/push";
        }
        model.addAttribute("commands", PushCommands.of(connection, repository, choice));
        return "registry/push";
    }

    /**
     * How an image is pulled.
     * @param reference a tag or a digest; without one, what was pushed last
     */
    @GetMapping("/pull-commands")
    String pull(Connection connection, @PathVariable("repository") String slug,
            @RequestParam(name = "image", defaultValue = "") String reference, Model model) {
        Repository repository = named(connection, slug);
        List<Image> tagged = this.images.in(connection, repository)
            .stream()
            .filter((image) -> !image.tags().isEmpty())
            .limit(500)
            .toList();
        String chosen = !reference.isEmpty() ? this.images.named(connection, repository, reference).digest()
                : tagged.stream().map(Image::digest).findFirst().orElse("");
        String name = tagged.stream()
            .filter((image) -> image.digest().equals(chosen) && !reference.startsWith("sha256:"))
            .map((image) -> image.tags().contains(reference) ? reference : image.label())
            .findFirst()
            .orElse(chosen);
        model.addAttribute("repository", repository).addAttribute("tagged", tagged).addAttribute("name", name);
        if (!chosen.isEmpty()) {
            model.addAttribute("byName", PullCommands.of(connection, repository, name))
                .addAttribute("byDigest", PullCommands.of(connection, repository, chosen))
                .addAttribute("digest", chosen);
        }
        return "registry/pull";
    }

    @PostMapping("/sample-pushes")
    String pushSamples(Connection connection, @PathVariable("repository") String slug, RedirectAttributes redirect) {
        Repository repository = named(connection, slug);
        List<Pushed> pushed = this.samples.to(connection, repository);
        int sent = pushed.stream().mapToInt(Pushed::sent).sum();
        redirect.addFlashAttribute("message", (sent == 0) ? "Both sample images were there already."
                : "The sample images are pushed. Name them in a task definition next.");
        redirect.addFlashAttribute("pushed", pushed);
        return "redirect:" + connection.path() + "/repositories/" + repository.slug();
    }

    @ModelAttribute("platforms")
    Map<String, String> platforms() {
        return PushChoice.PLATFORMS;
    }

    private Repository named(Connection connection, String slug) {
        return this.repositories.named(connection, slug.replace('~', '/'));
    }

}
