package dev.shipshape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole console against its sandbox, as the demonstration account
 * {@code operator}: inject {@code MockMvcTester}, feature classes, or {@code Connections}
 * ({@code named("sandbox")}). The sandbox takes a free port and is emptied before each
 * test, the database too; tasks move as fast as they are looked at. All such tests share
 * one context, so leave its settings as they are.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=instant", "shipshape.settle-every=1h" })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TemporaryData.class)
@ExtendWith(FreshSandbox.class)
@WithMockUser(username = "operator", roles = "OPERATOR")
public @interface ConsoleTest {

}
