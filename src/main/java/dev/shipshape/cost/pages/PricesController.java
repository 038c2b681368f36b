package dev.shipshape.cost.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.book.KnownPrice;
import dev.shipshape.cost.book.PriceBook;
import dev.shipshape.cost.refresh.Asked;
import dev.shipshape.cost.refresh.PriceRefresh;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The prices that are known, their dates and where they are from, for administrators. */
@Controller
@RequestMapping("/settings/prices")
class PricesController {

    private final PriceBook book;

    private final PriceRefresh refresh;

    PricesController(PriceBook book, PriceRefresh refresh) {
        this.book = book;
        this.refresh = refresh;
    }

    @GetMapping
    String show(Model model) {
        List<RegionPrices> regions = new ArrayList<>();
        this.refresh.used()
            .forEach((region, connections) -> regions
                .add(new RegionPrices(region, connections.stream().map(Connection::name).toList(),
                        this.book.in(region).stream().map(PriceRow::of).toList())));
        model.addAttribute("regions", regions).addAttribute("asked", this.refresh.last());
        return "cost/prices";
    }

    @PostMapping("/refreshes")
    String refresh(RedirectAttributes redirect) {
        this.refresh.refresh();
        List<Asked> asked = this.refresh.last();
        int told = asked.stream().mapToInt(Asked::getTold).sum();
        String silent = asked.stream()
            .filter((one) -> one.getProblem() != null)
            .map((one) -> one.getConnection() + " in " + one.getRegion())
            .collect(Collectors.joining(", "));
        redirect.addFlashAttribute("message", "AWS told " + told + " prices."
                + (silent.isEmpty() ? "" : " Not all could be asked for: " + silent + "."));
        return "redirect:/settings/prices";
    }

    /**
     * The prices of a region.
     *
     * @param region the AWS region's id
     * @param connections the names of the connections that use it
     * @param prices what is known
     */
    record RegionPrices(String region, List<String> connections, List<PriceRow> prices) {
    }

    /**
     * One price.
     *
     * @param word what it is the price of
     * @param unit what is counted
     * @param known the price
     */
    record PriceRow(String word, String unit, KnownPrice known) {

        static PriceRow of(KnownPrice known) {
            String item = known.item();
            return switch (item) {
                case "fargate-vcpu-hour" -> new PriceRow("Fargate vCPU, x86", "vCPU and hour", known);
                case "fargate-gb-hour" -> new PriceRow("Fargate memory, x86", "GB and hour", known);
                case "fargate-arm-vcpu-hour" -> new PriceRow("Fargate vCPU, ARM", "vCPU and hour", known);
                case "fargate-arm-gb-hour" -> new PriceRow("Fargate memory, ARM", "GB and hour", known);
                case "ephemeral-gb-hour" -> new PriceRow("Ephemeral storage above 20 GB", "GB and hour", known);
                case "public-ipv4-hour" -> new PriceRow("Public IPv4 address", "hour", known);
                case "ecr-gb-month" -> new PriceRow("Images in ECR", "GB and month", known);
                case "logs-stored-gb-month" -> new PriceRow("Stored logs", "GB and month", known);
                case "alb-hour" -> new PriceRow("Application Load Balancer, without traffic", "hour", known);
                case "nat-hour" -> new PriceRow("NAT gateway, without traffic", "hour", known);
                default -> item.startsWith("ec2-hour:")
                        ? new PriceRow("EC2 instance " + item.substring(9) + ", Linux", "hour", known)
                        : new PriceRow(item, "unit", known);
            };
        }

    }

}
