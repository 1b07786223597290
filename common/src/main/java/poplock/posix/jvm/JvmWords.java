package poplock.posix.jvm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import poplock.posix.Words;

/** By a view of the array. */
public final class JvmWords implements Words {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);

    @Override
    public long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }
}
