package dev.shipshape.accounts;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * The security chain: form login, CSRF on every change, strict headers, and what each
 * role may do. What is not allowed here is denied.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    @Bean
    SecurityFilterChain chain(HttpSecurity http, Accounts accounts) {
        SignInAgain signInAgain = new SignInAgain();
        return http
            .authorizeHttpRequests((requests) -> requests
                .requestMatchers("/login", "/error", "/css/**", "/js/**", "/webjars/**", "/favicon.svg",
                        "/actuator/health/**", "/theme")
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/calendar/*.ics")
                .permitAll() // whoever knows the secret address
                .requestMatchers(HttpMethod.HEAD, "/calendar/*.ics")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/refreshes")
                .hasRole(Role.VIEWER.name())
                .requestMatchers("/account/**")
                .authenticated()
                .requestMatchers("/settings/**")
                .hasRole(Role.ADMIN.name())
                .requestMatchers(HttpMethod.GET, "/**/new")
                .hasRole(Role.OPERATOR.name()) // the forms of what only operators may do
                .requestMatchers(HttpMethod.GET)
                .hasRole(Role.VIEWER.name())
                .requestMatchers(HttpMethod.HEAD)
                .hasRole(Role.VIEWER.name())
                .requestMatchers(HttpMethod.POST)
                .hasRole(Role.OPERATOR.name())
                .anyRequest()
                .denyAll())
            .formLogin((form) -> form.loginPage("/login").defaultSuccessUrl("/"))
            .logout((logout) -> logout.logoutSuccessUrl("/login?signed-out"))
            .exceptionHandling(
                    (problems) -> problems.authenticationEntryPoint(signInAgain).accessDeniedHandler(signInAgain))
            .requestCache((cache) -> cache.requestCache(pagesOnly()))
            .headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT))
                .referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        (permissions) -> permissions.policy("camera=(), microphone=(), geolocation=(), payment=()")))
            .addFilterBefore(new StillAllowed(accounts), AuthorizationFilter.class)
            .build();
    }

    @Bean
    RoleHierarchy roles() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
            .role(Role.ADMIN.name())
            .implies(Role.OPERATOR.name())
            .role(Role.OPERATOR.name())
            .implies(Role.VIEWER.name())
            .build();
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /**
     * Refuses host names that are not ours, so that no foreign name can be rebound to
     * loopback.
     */
    @Bean
    StrictHttpFirewall firewall(@Value("${shipshape.hosts:}") List<String> hosts) {
        Set<String> ours = hosts.stream()
            .map((host) -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames((name) -> {
            String host = name.toLowerCase(Locale.ROOT);
            return isLoopback(host) || ours.contains(host);
        });
        return firewall;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.endsWith(".localhost") || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("[::1]") || host.equals("::1");
    }

    /**
     * After signing in a person goes back to the page that was asked for, never to a
     * fragment.
     */
    private static HttpSessionRequestCache pagesOnly() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache
            .setRequestMatcher((request) -> request.getMethod().equals("GET") && request.getHeader("HX-Request") == null
                    && String.valueOf(request.getHeader("Accept")).contains("text/html"));
        return cache;
    }

}
