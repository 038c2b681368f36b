package dev.shipshape.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.shipshape.web.spi.FrameEntry.Slot;
import dev.shipshape.web.spi.FrameEntry;
import dev.shipshape.web.spi.FrameItem;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The kit alone, with a frame of the tests' own. */
@TestConfiguration(proxyBeanMethods = false)
class KitAlone {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ KitConfiguration.class, ThingsController.class })
    @ComponentScan({ "dev.shipshape.web.frame", "dev.shipshape.web.problems", "dev.shipshape.web.thymeleaf",
            "dev.shipshape.web.assets" })
    static class Application {

        @Bean
        FrameItem places() {
            return (context) -> {
                if (context.path().endsWith("still-things")) {
                    return List.of(); // as if nobody were signed in
                }
                List<FrameEntry> entries = new ArrayList<>(
                        List.of(FrameEntry.link(Slot.PERSON, 0, "Ada", "/", null, "Operator"),
                                FrameEntry.link(Slot.HOUSE, 1, "Clean-up", "/cleanup", "recycle", "6"),
                                FrameEntry.link(Slot.BADGE, 0, "6", "/cleanup", null, "$0.07/h"),
                                FrameEntry.link(Slot.PLACE, 1, "Overview", "/", "house", null),
                                FrameEntry.link(Slot.CONNECTION, 1, "sandbox", "/sandbox/things", null, "us-east-1"),
                                FrameEntry.link(Slot.CONNECTION, 2, "prod", "/prod/things", null, "eu-west-2")));
                entries.add(
                        FrameEntry.link(Slot.PLACE, 2, "Clusters", "/" + context.connection() + "/things", null, null));
                entries.add(new FrameEntry(Slot.MENU, 1, "Sign out", "/logout", "box-arrow-right", null, true));
                return entries;
            };
        }

        @Bean
        FrameItem failing() {
            return (context) -> {
                throw new IllegalStateException("this room has nothing to say today");
            };
        }

    }

    /** A room of the tests' own: a list that moves, a form, and everything that fails. */
    @Controller
    @RequestMapping("/{connection}")
    static class ThingsController {

        List<String> names = List.of("anchor", "bell", "cable");

        final AtomicBoolean atRest = new AtomicBoolean();

        @GetMapping("/things")
        @Nullable ModelAndView list(ListQuery query, Live live, Model model) {
            Slice<String> slice = Slice.of(
                    this.names.stream().filter((name) -> query.filter().matches(Map.of("name", name))).toList(), query,
                    Map.of("name", Comparator.<String>naturalOrder()));
            model.addAttribute("query", query);
            model.addAttribute("slice", slice);
            return live.answer(slice, this.atRest.get(), "kit-tests/things", "rows");
        }

        @GetMapping("/still-things")
        String still(HtmxRequest htmx, ListQuery query, Model model) {
            model.addAttribute("query", query);
            model.addAttribute("slice", Slice.of(this.names, 1, 10));
            return HtmxViews.of(htmx, "kit-tests/things", "rows");
        }

        @GetMapping("/things/new")
        String form(@ModelAttribute("form") Thing form) {
            return "kit-tests/form";
        }

        @PostMapping("/things")
        String create(@Validated @ModelAttribute("form") Thing form, BindingResult result,
                HttpServletResponse response) {
            if (result.hasErrors()) {
                return FormProblems.again(response, "kit-tests/form");
            }
            Problem problem = "taken".equals(form.name())
                    ? new Problem(HttpStatus.BAD_REQUEST, "The name is taken.", "Choose another.", "name", null, null,
                            null, null)
                    : new Problem(HttpStatus.BAD_REQUEST, "AWS refused.", "Ask less.", "elsewhere", "ClientException",
                            "request-1", "No, thank you", null);
            return FormProblems.show(problem, result, response, "kit-tests/form");
        }

        @GetMapping("/things/{name}")
        String one(@PathVariable String name) {
            throw new NotFound("thing", name);
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("secret detail");
        }

        @GetMapping("/counted")
        String counted(@RequestParam int count) {
            return "kit-tests/" + count;
        }

        record Thing(@Pattern(regexp = "[a-z]*", message = "Small letters only.") String name, Integer count,
                String kind, Boolean loud, String words) {
        }

    }

}
