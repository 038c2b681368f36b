package dev.shipshape.logs.view;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.aws.Connection;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/**
 * The three answers about a log, whosever it is: the page, the lines for it, and the
 * file.
 */
@Component
public class LogViews {

    /** As many lines stand on a page without scripts. */
    private static final int A_PAGE = 200;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LiveLogs live;

    private final LogPages pages;

    private final Clock clock;

    LogViews(LiveLogs live, LogPages pages, Clock clock) {
        this.live = live;
        this.pages = pages;
        this.clock = clock;
    }

    /** The page. */
    public ModelAndView page(Connection connection, LogSubject subject, LogQuestion asked) {
        LogQuestion question = asked.orSince(subject.usual());
        ModelAndView page = new ModelAndView("logs/view").addObject("subject", subject)
            .addObject("question", question)
            .addObject("times", LogQuestion.TIMES);
        if (question.plain()) {
            Long asOf = question.until();
            long until = (asOf != null) ? asOf : this.clock.millis();
            long from = Math.min(question.from(this.clock), until);
            List<LogRow> rows = this.pages.last(connection, subject.source(), from, until, question.filter(), A_PAGE)
                .stream()
                .map((line) -> LogRow.of(subject.source(), line))
                .toList();
            page.addObject("logRows", rows)
                .addObject("older", (rows.size() < A_PAGE) ? null : rows.get(0).at().toEpochMilli() - 1);
        }
        return page;
    }

    /**
     * Lines as the page's element reads them: time, number of the stream, id and text of
     * each, and what asks for those that follow.
     */
    public ResponseEntity<String> lines(Connection connection, LogSubject subject, LogQuestion asked) {
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            LogPage page = this.live.after(connection, subject.source(), asked.after(),
                    asked.orSince(subject.usual()).from(this.clock));
            Map<String, Integer> streams = new LinkedHashMap<>();
            List<List<Object>> lines = new ArrayList<>(page.lines().size());
            for (Line line : page.lines()) {
                int stream = streams.computeIfAbsent(line.stream(), (name) -> streams.size());
                lines.add(List.of(line.at(), stream, line.id(), line.cut(Following.LONGEST).text()));
            }
            answer.put("streams", streams.keySet().stream().map(subject.source()::label).toList());
            answer.put("lines", lines);
            answer.put("next", page.next());
            answer.put("more", page.more());
            answer.put("ended", subject.ended() && !page.more());
            answer.put("remark", subject.remark().isEmpty() ? page.remark() : subject.remark());
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsString(answer));
        }
        catch (Problem problem) {
            answer.put("problem", (problem.what() + " " + problem.advice()).strip());
            return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsString(answer));
        }
    }

    /** All lines that the filter keeps, as text, written while they are read. */
    public void download(Connection connection, LogSubject subject, LogQuestion asked, HttpServletResponse response)
            throws IOException {
        LogQuestion question = asked.orSince(subject.usual());
        LogFilter filter = question.filter();
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                    .filename(subject.file() + ".log", StandardCharsets.UTF_8)
                    .build()
                    .toString());
        PrintWriter out = response.getWriter();
        this.pages.all(connection, subject.source(), question.from(this.clock), null, (line) -> {
            if (filter.keeps(line.text())) {
                out.append(Instant.ofEpochMilli(line.at()).toString())
                    .append(' ')
                    .append(subject.source().label(line.stream()))
                    .append(' ')
                    .append(line.text().stripTrailing())
                    .append('\n');
            }
        });
    }

    /**
     * A line on a page without scripts.
     *
     * @param at when
     * @param label the stream that it is of
     * @param text the line
     */
    public record LogRow(Instant at, String label, String text) {

        static LogRow of(LogSource source, Line line) {
            return new LogRow(line.time(), source.label(line.stream()), line.text());
        }

    }

}
