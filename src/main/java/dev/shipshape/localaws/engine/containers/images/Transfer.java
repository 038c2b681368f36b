package dev.shipshape.localaws.engine.containers.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ResponseItem;
import org.jspecify.annotations.Nullable;

/**
 * An image on its way to the engine. The library's own wait with a timeout ends the
 * transfer when the time is over, so this one waits by itself.
 *
 * @param <T> what the engine tells meanwhile
 */
final class Transfer<T extends ResponseItem> extends ResultCallback.Adapter<T> {

    private static final int LOOK_MILLIS = 200;

    private final CountDownLatch done = new CountDownLatch(1);

    private volatile @Nullable Throwable trouble;

    /** What went wrong arrives in the stream of a call that succeeds. */
    @Override
    public void onNext(T item) {
        ResponseItem.ErrorDetail detail = item.getErrorDetail();
        if (detail != null) {
            onError(new DockerException(String.valueOf(detail.getMessage()), 500));
        }
        else if (item.getRawValues().get("error") instanceof String words) {
            onError(new DockerException(words, 500));
        }
    }

    @Override
    public void onComplete() {
        super.onComplete();
        this.done.countDown();
    }

    /** Kept for whoever waits; the library would log it as an error of ours. */
    @Override
    public void onError(Throwable trouble) {
        this.trouble = trouble;
        this.done.countDown();
    }

    /** Waits for its end, or until nobody wants the image any more. */
    void await(BooleanSupplier cancelled) {
        try (this) {
            while (!this.done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (cancelled.getAsBoolean()) {
                    return;
                }
            }
            if (this.trouble instanceof RuntimeException cause) {
                throw cause;
            }
            if (this.trouble != null) {
                throw new UncheckedIOException(new IOException(this.trouble));
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
