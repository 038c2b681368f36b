package dev.shipshape.registry.scans;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.registry.Image;
import dev.shipshape.registry.ImageUse;
import dev.shipshape.registry.Images;
import dev.shipshape.registry.Repositories;
import dev.shipshape.registry.Repository;
import dev.shipshape.registry.images.ImageTree;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Live;
import dev.shipshape.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the scan of an image found; the page follows a scan while it goes on. */
@Controller
@RequestMapping("/{connection}/repositories/{repository}/images/{reference}")
class ScanController {

    private final Repositories repositories;

    private final Images images;

    private final Scans scans;

    ScanController(Repositories repositories, Images images, Scans scans) {
        this.repositories = repositories;
        this.images = images;
        this.scans = scans;
    }

    @GetMapping("/findings")
    @Nullable ModelAndView findings(Connection connection, @PathVariable("repository") String slug,
            @PathVariable String reference, ListQuery query, Model model, Live live) {
        Repository repository = this.repositories.at(connection, slug);
        Image image = this.images.named(connection, repository, reference);
        Scan scan = image.index() ? Scan.NONE : this.scans.of(connection, repository, image.digest());
        List<Finding> kept = scan.findings()
            .stream()
            .filter((finding) -> query.filter().matches(finding.facts()))
            .toList();
        Slice<Finding> slice = Slice.of(kept, query, Finding.ORDERS);
        model.addAttribute("repository", repository)
            .addAttribute("image", ImageTree.of(this.images.in(connection, repository), ImageUse.Uses.NONE).row(image))
            .addAttribute("scan", scan)
            .addAttribute("query", query)
            .addAttribute("findings", slice);
        return live.answer(List.of(scan, slice), !scan.running(), "registry/findings", "rows");
    }

    /** The same as a file, all that the filter keeps. */
    @GetMapping(path = "/findings", params = "format")
    ResponseEntity<String> file(Connection connection, @PathVariable("repository") String slug,
            @PathVariable String reference, ListQuery query, @RequestParam String format) {
        Repository repository = this.repositories.at(connection, slug);
        Image image = this.images.named(connection, repository, reference);
        List<Finding> kept = this.scans.of(connection, repository, image.digest())
            .findings()
            .stream()
            .filter((finding) -> query.filter().matches(finding.facts()))
            .toList();
        return Finding.file(repository.shortName() + "-" + image.label() + "-findings", kept).as(format);
    }

    /** Asks for a scan. */
    @PostMapping("/scan-requests")
    String start(Connection connection, @PathVariable("repository") String slug, @PathVariable String reference,
            RedirectAttributes redirect) {
        Repository repository = this.repositories.at(connection, slug);
        Image image = this.images.named(connection, repository, reference);
        this.scans.start(connection, repository, image.digest());
        redirect.addFlashAttribute("message", "AWS scans the image. What it finds shows up here by itself.");
        return "redirect:" + connection.path() + "/repositories/" + repository.slug() + "/images/" + image.digest()
                + "/findings";
    }

}
