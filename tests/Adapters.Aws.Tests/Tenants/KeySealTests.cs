using System.Security.Cryptography;
using TmuxBuilder.Adapters.Aws.Tenants;

namespace TmuxBuilder.Adapters.Aws.Tests.Tenants;

public sealed class KeySealTests
{
    private readonly KeySeal seal = new(RandomNumberGenerator.GetBytes(KeySeal.KeyLength));

    [Fact]
    public void What_was_sealed_is_opened_for_its_owner() =>
        Assert.Equal("sécret", seal.Open(seal.Seal("sécret", "a"), "a"));

    [Fact]
    public void The_same_secret_is_never_sealed_the_same() =>
        Assert.NotEqual(seal.Seal("secret", "a"), seal.Seal("secret", "a"));

    [Fact]
    public void Nothing_is_opened_for_another_owner_or_with_another_key()
    {
        var closed = seal.Seal("secret", "a");

        Assert.Null(seal.Open(closed, "b"));
        Assert.Null(new KeySeal(RandomNumberGenerator.GetBytes(KeySeal.KeyLength)).Open(closed, "a"));
    }

    [Fact]
    public void Nothing_that_was_changed_or_cut_is_opened()
    {
        var closed = seal.Seal("secret", "a");
        for (var at = 0; at < closed.Length; at++)
        {
            var changed = closed.ToArray();
            changed[at] ^= 1;
            Assert.Null(seal.Open(changed, "a"));
            Assert.Null(seal.Open(closed.AsSpan(0, at), "a"));
        }
    }
}
