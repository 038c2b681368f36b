package dev.shipshape.localaws.engine.containers.order;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.PortMapping;

/**
 * The ports of containers and where they are to be found on this machine: on 127.0.0.1
 * only, on the same number if it is free, else on any free one.
 *
 * @param wanted the ports to publish
 */
record PortPlan(List<Wanted> wanted) {

    /** Only this machine may open what runs here. */
    static final String LOOPBACK = "127.0.0.1";

    /**
     * A port of a container.
     *
     * @param port the port inside
     * @param hostPort the port outside, or 0 for any
     */
    record Wanted(ExposedPort port, int hostPort) {
    }

    /**
     * The plan for these mappings.
     * @param sameNumber whether a mapping that names no host port means its own number,
     * as with awsvpc
     */
    static PortPlan of(List<PortMapping> mappings, boolean sameNumber) {
        List<Wanted> wanted = new ArrayList<>();
        for (PortMapping mapping : mappings) {
            InternetProtocol protocol = "udp".equals(mapping.protocolAsString()) ? InternetProtocol.UDP
                    : InternetProtocol.TCP;
            if (mapping.containerPort() != null) {
                int port = mapping.containerPort();
                int host = (mapping.hostPort() != null) ? mapping.hostPort() : 0;
                wanted.add(new Wanted(new ExposedPort(port, protocol), sameNumber ? port : host));
            }
            else if (mapping.containerPortRange() != null) {
                String[] ends = mapping.containerPortRange().split("-", -1);
                for (int port = Integer.parseInt(ends[0]); port <= Integer.parseInt(ends[ends.length - 1]); port++) {
                    wanted.add(new Wanted(new ExposedPort(port, protocol), sameNumber ? port : 0));
                }
            }
        }
        return new PortPlan(wanted.stream().distinct().toList());
    }

    List<ExposedPort> exposed() {
        return this.wanted.stream().map(Wanted::port).toList();
    }

    /** The plan without what is taken on this machine already. */
    PortPlan free() {
        return new PortPlan(
                this.wanted.stream().map((each) -> isTaken(each) ? new Wanted(each.port(), 0) : each).toList());
    }

    /** The plan with any free ports. */
    PortPlan anywhere() {
        return new PortPlan(this.wanted.stream().map((each) -> new Wanted(each.port(), 0)).toList());
    }

    /** Whether it asks for particular ports. */
    boolean isParticular() {
        return this.wanted.stream().anyMatch((each) -> each.hostPort() != 0);
    }

    List<PortBinding> bindings() {
        return this.wanted.stream()
            .map((each) -> new PortBinding((each.hostPort() != 0)
                    ? Ports.Binding.bindIpAndPort(LOOPBACK, each.hostPort()) : Ports.Binding.bindIp(LOOPBACK),
                    each.port()))
            .toList();
    }

    /**
     * Whether someone listens there. A port that we may not listen on for lack of rights
     * may still be free for the engine.
     */
    private static boolean isTaken(Wanted wanted) {
        if (wanted.hostPort() == 0 || wanted.port().getProtocol() != InternetProtocol.TCP) {
            return false;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted.hostPort()));
            return false;
        }
        catch (BindException ex) {
            return !String.valueOf(ex.getMessage()).contains("Permission");
        }
        catch (IOException ex) {
            return true;
        }
    }

    /** What ECS shows of these mappings, as the engine has published them. */
    static List<NetworkBinding> shown(List<PortMapping> mappings, @Nullable Ports published) {
        List<NetworkBinding> shown = new ArrayList<>();
        if (published == null || published.getBindings() == null) {
            return shown;
        }
        Map<ExposedPort, Ports.Binding[]> all = published.getBindings();
        for (Wanted each : of(mappings, true).wanted()) {
            Ports.Binding[] bindings = all.get(each.port());
            if (bindings != null && bindings.length > 0 && bindings[0].getHostPortSpec() != null) {
                shown.add(NetworkBinding.builder()
                    .bindIP(LOOPBACK)
                    .containerPort(each.port().getPort())
                    .hostPort(Integer.parseInt(bindings[0].getHostPortSpec()))
                    .protocol(each.port().getProtocol().toString())
                    .build());
            }
        }
        return shown;
    }

}
