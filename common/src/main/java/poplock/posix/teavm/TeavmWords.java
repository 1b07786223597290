package poplock.posix.teavm;

import org.teavm.interop.Address;

import poplock.posix.Words;

/** By the array's address; the machines that we compile for put the lowest byte first. */
final class TeavmWords implements Words {
    @Override
    public long at(byte[] bytes, int index) {
        if (index < 0 || index > bytes.length - Long.BYTES) {
            throw new IndexOutOfBoundsException();
        }
        return Address.ofData(bytes).add(index).getLong();
    }
}
