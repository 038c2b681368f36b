package dev.shipshape.web.thymeleaf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.shipshape.web.Address;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Formats;
import dev.shipshape.web.Freshness;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.spring6.util.FieldUtils;
import org.thymeleaf.web.IWebRequest;

import org.springframework.http.HttpStatus;
import org.springframework.validation.BindingResult;
import org.springframework.validation.ObjectError;

/**
 * What templates reach as {@code #kit}: formats, icons, the page's own address and the
 * problems of its form.
 */
public class Kit extends Formats {

    private final IExpressionContext context;

    private final Icons icons;

    Kit(IExpressionContext context, Icons icons) {
        this.context = context;
        this.icons = icons;
    }

    /** An icon as inline SVG, for {@code th:utext}. */
    public String icon(String name) {
        return this.icons.svg(name);
    }

    /** This page's path, without filter, order and page. */
    public String path() {
        return address().path();
    }

    /** This page's query parameters but those named, for a GET form's hidden fields. */
    public Map<String, String> others(String... without) {
        Map<String, String> others = new LinkedHashMap<>(address().query());
        others.keySet().removeAll(List.of(without));
        return others;
    }

    /**
     * What stands in a field of the form around: as typed, even where it was refused.
     */
    public String field(String name) {
        Object value = FieldUtils.getBindStatus(this.context, "*{" + name + "}").getValue();
        return (value != null) ? value.toString() : "";
    }

    /**
     * A select's options: a map of value to label, or values that are their own label.
     */
    public Map<String, String> options(Object options) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (options instanceof Map<?, ?> map) {
            map.forEach((value, label) -> labels.put(String.valueOf(value), String.valueOf(label)));
        }
        else if (options instanceof Iterable<?> values) {
            values.forEach((value) -> labels.put(String.valueOf(value), String.valueOf(value)));
        }
        return labels;
    }

    /** This page's address as it is, filter, order and page included. */
    public String here() {
        return address().toString();
    }

    /** This page's address with one query parameter changed; null takes it away. */
    public String here(String parameter, @Nullable Object value) {
        return address().with(parameter, value).toString();
    }

    /** What this page could not be given in time, each in a few words. */
    public List<String> missing() {
        return Freshness.missing();
    }

    /** Where this list is had as a file, {@code csv} or {@code json}: all its pages. */
    public String file(String format) {
        return address().with("format", format).with("page", null).with("size", null).toString();
    }

    /** This page's address with another filter, on its first page. */
    public String filtered(@Nullable String q) {
        return address().with("q", (q == null || q.isBlank()) ? null : q).with("page", null).toString();
    }

    /** Where a column's head leads: ascending first, then the other way round. */
    public String sorted(String column) {
        boolean ascending = column.equals(address().query().get("sort"));
        return address().with("sort", ascending ? "-" + column : column).with("page", null).toString();
    }

    /** The value of {@code aria-sort} for a column's head. */
    public @Nullable String order(String column) {
        String sort = address().query().get("sort");
        if (column.equals(sort)) {
            return "ascending";
        }
        return ("-" + column).equals(sort) ? "descending" : null;
    }

    /** What is wrong with the page's form as a whole, beside its single fields. */
    public List<Problem> formProblems() {
        List<Problem> problems = new ArrayList<>();
        for (String name : this.context.getVariableNames()) {
            if (name.startsWith(BindingResult.MODEL_KEY_PREFIX)
                    && this.context.getVariable(name) instanceof BindingResult form) {
                for (ObjectError error : form.getGlobalErrors()) {
                    Problem problem = FormProblems.problemOf(error);
                    problems.add((problem != null) ? problem : plain(error));
                }
            }
        }
        return problems;
    }

    private static Problem plain(ObjectError error) {
        String message = error.getDefaultMessage();
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT,
                (message != null) ? message : "This cannot be done as asked.", "");
    }

    private Address address() {
        if (this.context instanceof IWebContext web) {
            IWebRequest request = web.getExchange().getRequest();
            String path = request.getApplicationPath() + request.getPathWithinApplication();
            String query = request.getQueryString();
            return Address.parse((query != null) ? path + "?" + query : path);
        }
        return Address.parse("/");
    }

}
