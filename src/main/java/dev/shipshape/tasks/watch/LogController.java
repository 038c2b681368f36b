package dev.shipshape.tasks.watch;

import java.io.IOException;

import dev.shipshape.aws.Connection;
import dev.shipshape.logs.view.LogQuestion;
import dev.shipshape.logs.view.LogSubject;
import dev.shipshape.logs.view.LogViews;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The log of a task, over all its containers, and of a service, over all its tasks. */
@Controller
@RequestMapping("/{connection}/clusters/{cluster}")
class LogController {

    private final LogSubjects subjects;

    private final LogViews views;

    LogController(LogSubjects subjects, LogViews views) {
        this.subjects = subjects;
        this.views = views;
    }

    @GetMapping("/{kind:tasks|services}/{name}/logs")
    ModelAndView page(Connection connection, @PathVariable("cluster") String cluster, @PathVariable("kind") String kind,
            @PathVariable("name") String name, @ModelAttribute("question") LogQuestion question) {
        return this.views.page(connection, subject(connection, cluster, kind, name), question);
    }

    @GetMapping("/{kind:tasks|services}/{name}/logs/lines")
    ResponseEntity<String> lines(Connection connection, @PathVariable("cluster") String cluster,
            @PathVariable("kind") String kind, @PathVariable("name") String name,
            @ModelAttribute("question") LogQuestion question) {
        return this.views.lines(connection, subject(connection, cluster, kind, name), question);
    }

    @GetMapping("/{kind:tasks|services}/{name}/logs/download")
    void download(Connection connection, @PathVariable("cluster") String cluster, @PathVariable("kind") String kind,
            @PathVariable("name") String name, @ModelAttribute("question") LogQuestion question,
            HttpServletResponse response) throws IOException {
        this.views.download(connection, subject(connection, cluster, kind, name), question, response);
    }

    private LogSubject subject(Connection connection, String cluster, String kind, String name) {
        return kind.equals("tasks") ? this.subjects.task(connection, cluster, name)
                : this.subjects.service(connection, cluster, name);
    }

}
