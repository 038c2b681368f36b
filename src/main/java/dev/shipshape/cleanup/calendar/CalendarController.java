package dev.shipshape.cleanup.calendar;

import java.nio.charset.StandardCharsets;
import java.security.Principal;

import dev.shipshape.cleanup.channels.NotifySettings;
import dev.shipshape.web.NotFound;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** A person's calendar feed, and the page where its address is made and ended. */
@Controller
class CalendarController {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private static final String BACK = "redirect:/account/calendar";

    private final Calendars calendars;

    private final NotifySettings settings;

    CalendarController(Calendars calendars, NotifySettings settings) {
        this.calendars = calendars;
        this.settings = settings;
    }

    /** Open to whoever knows the address; what is wrong with it is not told. */
    @GetMapping("/calendar/{token}.ics")
    ResponseEntity<String> read(@PathVariable String token) {
        try {
            return ResponseEntity.ok()
                .contentType(CALENDAR)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"shipshape.ics\"")
                .body(this.calendars.read(token));
        }
        catch (NotFound ex) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND).contentType(MediaType.TEXT_PLAIN).body("Not found\n");
        }
    }

    @GetMapping("/account/calendar")
    String show(Principal person, Model model) {
        model.addAttribute("since", this.calendars.since(person.getName()).orElse(null));
        return "cleanup/calendar";
    }

    @PostMapping("/account/calendar")
    String renew(Principal person, RedirectAttributes redirect) {
        String path = "/calendar/" + this.calendars.renew(person.getName()) + ".ics";
        String url = this.settings.url();
        redirect.addFlashAttribute("address",
                url.isBlank() ? ServletUriComponentsBuilder.fromCurrentContextPath().path(path).build().toUriString()
                        : url.replaceAll("/+$", "") + path);
        redirect.addFlashAttribute("message", "Your calendar feed has a new address.");
        return BACK;
    }

    @PostMapping("/account/calendar/revocations")
    String revoke(Principal person, RedirectAttributes redirect) {
        this.calendars.revoke(person.getName());
        redirect.addFlashAttribute("message", "Your calendar feed has ended.");
        return BACK;
    }

}
