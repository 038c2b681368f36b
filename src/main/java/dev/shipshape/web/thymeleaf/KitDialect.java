package dev.shipshape.web.thymeleaf;

import java.util.Set;

import dev.shipshape.web.Live;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.processor.AbstractStandardExpressionAttributeTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

import org.springframework.stereotype.Component;

/**
 * What the kit adds to Thymeleaf: the expression object {@code #kit} and the attribute
 * {@code kit:live}, which makes an element ask again as {@link Live} says.
 */
@Component
class KitDialect extends AbstractProcessorDialect implements IExpressionObjectDialect {

    private final Icons icons;

    KitDialect(Icons icons) {
        super("Shipshape's page kit", "kit", 1000);
        this.icons = icons;
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(new LiveAttribute(prefix));
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return new IExpressionObjectFactory() {
            @Override
            public Set<String> getAllExpressionObjectNames() {
                return Set.of("kit");
            }

            @Override
            public Object buildObject(IExpressionContext context, String name) {
                return new Kit(context, KitDialect.this.icons);
            }

            @Override
            public boolean isCacheable(String name) {
                return false; // an inner context has the variables of its own form
            }
        };
    }

    private static final class LiveAttribute extends AbstractStandardExpressionAttributeTagProcessor {

        LiveAttribute(String prefix) {
            super(TemplateMode.HTML, prefix, "live", 1200, true, false);
        }

        @Override
        protected void doProcess(ITemplateContext context, IProcessableElementTag tag, AttributeName attribute,
                String text, @Nullable Object value, IElementTagStructureHandler handler) {
            if (!(value instanceof Live.Part part)) {
                return;
            }
            handler.setAttribute("data-live", part.version());
            handler.setAttribute("data-as-of", part.asOf().toString());
            if (!part.atRest()) {
                handler.setAttribute("hx-get", part.address());
                handler.setAttribute("hx-trigger", "every 2s");
                handler.setAttribute("hx-swap", "outerHTML");
                handler.setAttribute("hx-target", "this");
            }
        }

    }

}
