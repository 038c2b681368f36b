package dev.shipshape.web.frame;

import java.time.Duration;
import java.util.Set;

import dev.shipshape.web.Address;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Light, dark, or as the system says (auto). The choice is a cookie, so that the server
 * writes it into the page and nothing flashes.
 */
@Controller
class Theme {

    static final String COOKIE = "theme";

    static final String AUTO = "auto";

    private static final Set<String> CHOICES = Set.of("light", "dark", AUTO);

    /** The choice that a request carries. */
    static String of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE) && CHOICES.contains(cookie.getValue())) {
                    return cookie.getValue();
                }
            }
        }
        return AUTO;
    }

    @PostMapping("/theme")
    String choose(@RequestParam String theme, @RequestParam(defaultValue = "/") String back, HttpServletRequest request,
            HttpServletResponse response) {
        String choice = CHOICES.contains(theme) ? theme : AUTO;
        ResponseCookie cookie = ResponseCookie.from(COOKIE, choice)
            .path("/")
            .maxAge(Duration.ofDays(365))
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return "redirect:" + Address.back(back);
    }

}
