package dev.shipshape;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/**
 * The console: a web application for Amazon ECS and ECR, with an AWS endpoint of its own
 * for those who have no account at hand.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Shipshape")
public class Shipshape {

    public static void main(String[] args) {
        SpringApplication.run(Shipshape.class, args);
    }

}
