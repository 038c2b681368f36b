package dev.shipshape.registry;

import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Billable;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.Price;
import dev.shipshape.cost.Prices;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.ListQuery;
import dev.shipshape.web.Problem;
import dev.shipshape.web.Live;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of repositories, and the form for a new one. */
@Controller
@RequestMapping("/{connection}/repositories")
class RepositoryController {

    private final Repositories repositories;

    private final RepositoryList lists;

    private final Costs costs;

    private final Prices prices;

    RepositoryController(Repositories repositories, RepositoryList lists, Costs costs, Prices prices) {
        this.repositories = repositories;
        this.lists = lists;
        this.costs = costs;
        this.prices = prices;
    }

    /** While numbers are missing the page asks again. */
    @GetMapping
    @Nullable ModelAndView list(Connection connection, ListQuery query, Model model, Live live) {
        RepositoryList.Shown shown = this.lists.page(connection, query);
        List<Costs.Shown> billed = shown.rows()
            .rows()
            .stream()
            .map((row) -> new Costs.Shown(row.repository().arn(), Billable.storage(connection.region(), row.bytes()),
                    null))
            .toList();
        model.addAttribute("query", query)
            .addAttribute("none", shown.none())
            .addAttribute("repositories", shown.rows())
            .addAttribute("missing", shown.missing())
            .addAttribute("unread", shown.unread())
            .addAttribute("deletions", Map.of(connection.path() + "/repositories/deletions/new", "Delete"))
            .addAttribute("costs", this.costs.ofShown(connection, billed));
        return live.answer(shown, shown.missing() == 0, "registry/list", "rows");
    }

    /** The same list as a file. */
    @GetMapping(params = "format")
    ResponseEntity<String> file(Connection connection, ListQuery query, @RequestParam String format) {
        return this.lists.file(connection, query).as(format);
    }

    /** What the form says of the price of storage. */
    @ModelAttribute("gigabyte")
    Price gigabyte(Connection connection) {
        return this.prices.of(Billable.storage(connection.region(), 1L << 30));
    }

    @GetMapping("/new")
    String form(Connection connection, Model model) {
        model.addAttribute("form", RepositoryForm.empty());
        return "registry/new";
    }

    @PostMapping
    String create(Connection connection, @Valid @ModelAttribute("form") RepositoryForm form, BindingResult result,
            HttpServletResponse response, RedirectAttributes redirect) {
        if (result.hasErrors()) {
            return FormProblems.again(response, "registry/new");
        }
        try {
            Repository made = this.repositories.create(connection, form.repository());
            redirect.addFlashAttribute("message", "Repository " + made.name() + " stands. Push an image to it next.");
            return "redirect:" + connection.path() + "/repositories/" + made.slug() + "/push-commands";
        }
        catch (Problem problem) {
            return FormProblems.show(taken(problem), result, response, "registry/new");
        }
    }

    /** That the name is taken belongs beside the name. */
    private static Problem taken(Problem problem) {
        return "RepositoryAlreadyExistsException".equals(problem.code())
                ? Problem.ofField("name", "There is a repository of this name already.") : problem;
    }

}
