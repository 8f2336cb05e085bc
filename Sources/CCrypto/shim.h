// OpenSSL's libcrypto behind three calls: a digest, a keyed digest and a comparison that leaks no timing.
// Static inline, so that a Swift target needs nothing but `import CCrypto`.
#ifndef ORIEL_CCRYPTO_H
#define ORIEL_CCRYPTO_H

#include <stddef.h>
#include <stdint.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#define ORIEL_SHA256_LENGTH 32

/// Writes the SHA-256 of `count` bytes into `out` (32 bytes). `bytes` may be NULL when `count` is 0.
/// Returns 1; 0 when libcrypto refuses, which only a broken installation does.
static inline int oriel_sha256(const void *bytes, size_t count, uint8_t *out) {
    static const uint8_t nothing[1] = {0};
    return SHA256(count == 0 ? nothing : (const uint8_t *)bytes, count, out) != NULL;
}

/// Writes HMAC-SHA-256 of `count` bytes under `key` into `out` (32 bytes). Pointers may be NULL when their count is 0.
/// Returns 1; 0 when libcrypto refuses or the key is longer than an int can say.
static inline int oriel_hmac_sha256(
    const void *key, size_t keyCount, const void *bytes, size_t count, uint8_t *out) {
    static const uint8_t nothing[1] = {0};
    unsigned int written = 0;
    if (keyCount > 0x7fffffff) return 0;
    return HMAC(EVP_sha256(), keyCount == 0 ? nothing : key, (int)keyCount,
                count == 0 ? nothing : (const uint8_t *)bytes, count, out, &written) != NULL
        && written == ORIEL_SHA256_LENGTH;
}

/// Returns 1 when both buffers of `count` bytes are equal, in a time that does not depend on where they differ.
static inline int oriel_equal(const void *a, const void *b, size_t count) {
    return CRYPTO_memcmp(a, b, count) == 0;
}

#endif
