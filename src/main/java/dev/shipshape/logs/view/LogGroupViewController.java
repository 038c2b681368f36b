package dev.shipshape.logs.view;

import java.io.IOException;
import java.util.List;

import dev.shipshape.aws.AwsConsole;
import dev.shipshape.aws.Connection;
import dev.shipshape.logs.view.LogSubject.Crumb;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** The lines of a log group. Names have slashes, so they go in queries. */
@Controller
@RequestMapping("/{connection}/log-groups/log")
class LogGroupViewController {

    private final LogViews views;

    LogGroupViewController(LogViews views) {
        this.views = views;
    }

    @GetMapping
    ModelAndView page(Connection connection, @RequestParam String name,
            @ModelAttribute("question") LogQuestion question) {
        return this.views.page(connection, subject(connection, name), question)
            .addObject("aws", AwsConsole.logGroup(connection, name));
    }

    @GetMapping("/lines")
    ResponseEntity<String> lines(Connection connection, @RequestParam String name,
            @ModelAttribute("question") LogQuestion question) {
        return this.views.lines(connection, subject(connection, name), question);
    }

    @GetMapping("/download")
    void download(Connection connection, @RequestParam String name, @ModelAttribute("question") LogQuestion question,
            HttpServletResponse response) throws IOException {
        this.views.download(connection, subject(connection, name), question, response);
    }

    private static LogSubject subject(Connection connection, String name) {
        String groups = connection.path() + "/log-groups";
        return new LogSubject("Log group " + name, name.replace('/', '-').replaceFirst("^-", ""),
                groups + "/log?name=" + UriUtils.encodeQueryParam(name, "UTF-8"),
                List.of(new Crumb("Log groups", groups)), LogSource.group(connection.region(), name), false, "1h", "");
    }

}
