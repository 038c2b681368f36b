package dev.shipshape.cleanup.reminders;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.shipshape.cleanup.channels.Channels;
import dev.shipshape.cleanup.reminders.ExpiryRule.Kind;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Formats;
import dev.shipshape.web.Problem;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How long things may stand, and what is removed by itself. */
@Controller
@RequestMapping("/cleanup/rules")
class RuleController {

    private static final String PAGE = "cleanup/rules";

    private static final String BACK = "redirect:/cleanup/rules";

    private static final Map<String, String> LIFETIMES = lifetimes();

    private final ExpiryRules rules;

    private final Channels channels;

    private final ReminderSettings settings;

    private final Formats formats = new Formats();

    RuleController(ExpiryRules rules, Channels channels, ReminderSettings settings) {
        this.rules = rules;
        this.channels = channels;
        this.settings = settings;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("form", new RuleForm(Kind.LAB.name(), "", "", false));
        return PAGE;
    }

    @PostMapping
    String set(@ModelAttribute("form") RuleForm form, BindingResult result, HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            Kind kind = form.checkedKind();
            String name = form.checkedName(kind);
            this.rules.set(kind, name, form.checkedLifetime(LIFETIMES), form.automatic());
            redirect.addFlashAttribute("message", kind.word() + " " + name + " has its rule. Automatic removal is "
                    + (form.automatic() ? "on." : "off."));
            return BACK;
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, PAGE);
        }
    }

    @PostMapping("/{id}/automatic-removals")
    String automatic(@PathVariable String id, @RequestParam boolean on, RedirectAttributes redirect) {
        ExpiryRule rule = this.rules.automatic(id, on);
        redirect.addFlashAttribute("message", "Automatic removal is " + (on ? "on" : "off") + " for "
                + rule.getKind().word().toLowerCase(Locale.ROOT) + " " + rule.getName() + ".");
        return BACK;
    }

    @PostMapping("/{id}/removals")
    String remove(@PathVariable String id, RedirectAttributes redirect) {
        ExpiryRule rule = this.rules.remove(id);
        redirect.addFlashAttribute("message",
                "The rule of " + rule.getName() + " is gone. Dates that it has set stay as they are.");
        return BACK;
    }

    @ModelAttribute
    void rules(Model model) {
        List<RuleRow> rows = this.rules.all().stream().map((rule) -> RuleRow.of(rule, this.formats)).toList();
        model.addAttribute("rules", rows);
        model.addAttribute("anyAutomatic", rows.stream().anyMatch(RuleRow::automatic));
        model.addAttribute("anyChannel", !this.channels.all().isEmpty());
        model.addAttribute("lifetimes", LIFETIMES);
        model.addAttribute("kinds", Map.of(Kind.LAB.name(), "A lab, by its name", Kind.TAG.name(), "An AWS tag"));
        Duration everywhere = this.rules.everywhere();
        model.addAttribute("everywhere", everywhere.isZero() ? null : this.formats.duration(everywhere));
        model.addAttribute("announced", this.formats.duration(this.settings.announceAtLeast()));
        model.addAttribute("before",
                String.join(" and ", this.settings.noticeBefore().stream().map(this.formats::duration).toList()));
    }

    private static Map<String, String> lifetimes() {
        Map<String, String> lifetimes = new LinkedHashMap<>();
        lifetimes.put("", "As everywhere");
        lifetimes.put("PT1H", "1 hour");
        lifetimes.put("PT4H", "4 hours");
        lifetimes.put("PT8H", "8 hours");
        lifetimes.put("PT24H", "1 day");
        lifetimes.put("PT168H", "1 week");
        lifetimes.put("PT720H", "30 days");
        lifetimes.put("PT0S", "For ever: no expiry");
        return lifetimes;
    }

    /**
     * A rule as the page shows it.
     *
     * @param id its id
     * @param kind Lab or Tag
     * @param name the lab's name or the tag
     * @param lifetime how long, in words
     * @param automatic whether what has expired is removed
     * @param setBy who set it
     * @param setAt when
     */
    record RuleRow(String id, String kind, String name, String lifetime, boolean automatic, String setBy,
            Instant setAt) {

        static RuleRow of(ExpiryRule rule, Formats formats) {
            Duration lifetime = rule.getLifetime();
            String words = (lifetime == null) ? "as everywhere"
                    : lifetime.isZero() ? "for ever" : formats.duration(lifetime);
            return new RuleRow(rule.getId(), rule.getKind().word(), rule.getName(), words, rule.isAutomatic(),
                    rule.getSetBy(), rule.getSetAt());
        }

    }

    /**
     * The form, as it was typed.
     *
     * @param kind LAB or TAG
     * @param name the lab's name, or the tag as {@code key=value}
     * @param lifetime ISO 8601; empty for what holds everywhere
     * @param automatic whether what has expired is removed
     */
    record RuleForm(@Nullable String kind, @Nullable String name, @Nullable String lifetime, boolean automatic) {

        Kind checkedKind() {
            for (Kind one : Kind.values()) {
                if (one.name().equals(this.kind)) {
                    return one;
                }
            }
            throw Problem.ofField("kind", "Choose a lab or a tag.");
        }

        String checkedName(Kind kind) {
            String text = (this.name != null) ? this.name.strip() : "";
            if (kind == Kind.TAG && (!text.matches("[^=]{1,128}=.{0,256}") || text.startsWith("aws:"))) {
                throw Problem.ofField("name",
                        "Write a tag as key=value: a key of up to 128 characters that does not begin with aws:, and a value of up to 256.");
            }
            if (text.isEmpty() || (text.length() > 100 && kind == Kind.LAB)) {
                throw Problem.ofField("name", "Give the lab's name, of up to 100 characters.");
            }
            return text;
        }

        @Nullable Duration checkedLifetime(Map<String, String> allowed) {
            String text = (this.lifetime != null) ? this.lifetime : "";
            if (!allowed.containsKey(text)) {
                throw Problem.ofField("lifetime", "Choose one of these.");
            }
            return text.isEmpty() ? null : Duration.parse(text);
        }

    }

}
