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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How images get into a repository: commands to copy, and the samples of the sandbox. */
@Controller
@RequestMapping("/{connection}/repositories/{repository}")
class PushController {

    private final Repositories repositories;

    private final SamplePushes samples;

    PushController(Repositories repositories, SamplePushes samples) {
        this.repositories = repositories;
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
