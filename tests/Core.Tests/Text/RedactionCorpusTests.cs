using System.Buffers.Text;
using System.Security.Cryptography;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Core.Tests.Text;

/// <summary>What has to go and what has to stay, each by the hundred.</summary>
public sealed class RedactionCorpusTests
{
    private const int Seeds = 25;

    private static readonly string[] Places =
        [
            "{}", "use {} now", "x=\"{}\",", "({})", "a: {}\nb", "`{}`", "[{}]", "said '{}'.", "{\"a\":\"{}\"}",
            "\t{}\r\n",
        ];

    public static TheoryData<string> Ordinary =>
        [.. File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Text", "ordinary.txt")).Split("\n====\n")];

    [Fact]
    public void A_secret_with_a_shape_goes_wherever_it_stands()
    {
        foreach (var (kind, secret) in Enumerable.Range(0, Seeds).SelectMany(SecretCorpus.Shaped))
        {
            foreach (var place in Places)
            {
                var redacted = SecretRedactor.Redact(place.Replace("{}", secret, StringComparison.Ordinal));

                AssertGone(kind, secret, redacted);
            }
        }
    }

    [Fact]
    public void A_secret_that_its_name_tells_goes_and_what_is_around_it_stays()
    {
        foreach (var (kind, text, secret) in Enumerable.Range(0, Seeds).SelectMany(SecretCorpus.Named))
        {
            var redacted = SecretRedactor.Redact(text);

            AssertGone(kind, secret, redacted);
            Assert.StartsWith(text[..4], redacted, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_kind_is_gone_from_an_event_before_it_is_stored()
    {
        foreach (var (kind, secret) in SecretCorpus.Shaped(1))
        {
            var entry = ActivityFilter.Prepare(
                new ActivityEvent("status", $"I use {secret} here", $"data {secret}"), DateTimeOffset.UnixEpoch);

            AssertGone(kind, secret, $"{entry.Message} {entry.DataJson} {entry.RawMessage} {entry.Status}");
        }
    }

    [Fact]
    public void Of_random_keys_with_nothing_around_them_nearly_all_go()
    {
        const int Count = 2_000;
        var left = SecretCorpus.Random(seed: 7, Count).Count(key => SecretRedactor.Redact($"got {key} back") is var text
            && text.Contains(key, StringComparison.Ordinal));

        Assert.InRange(left, 0, Count / 10);
    }

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void Ordinary_text_stays_word_for_word(string text) => Assert.Equal(text, SecretRedactor.Redact(text));

    [Fact]
    public void Hashes_ids_and_base64_of_files_stay()
    {
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[512];
            random.NextBytes(bytes);
            string[] ordinary =
            [
                $"commit {Convert.ToHexStringLower(bytes[..20])}",
                $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}",
                $"MD5 {Convert.ToHexString(bytes[..16])}",
                $"\"integrity\": \"sha512-{Convert.ToBase64String(SHA512.HashData(bytes))}\"",
                $"integrity=\"sha384-{Convert.ToBase64String(SHA384.HashData(bytes))}\"",
                $"\"integrity\": \"sha256-{Convert.ToBase64String(SHA256.HashData(bytes))}\"",
                $"id {new Guid(bytes.AsSpan(0, 16))}",
                $"id {new Guid(bytes.AsSpan(0, 16)).ToString().ToUpperInvariant()}",
                $"trace 00-{Convert.ToHexStringLower(bytes[..16])}-{Convert.ToHexStringLower(bytes[..8])}-01",
                $"src=\"data:image/png;base64,{Convert.ToBase64String(bytes)}\"",
                Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks),
                $"https://docs.example.com/document/d/{Base64Url.EncodeToString(bytes.AsSpan(0, 33))}/edit",
                $"https://video.example.com/watch?v={Base64Url.EncodeToString(bytes.AsSpan(0, 24))}",
                $"dist/assets/index-{Base64Url.EncodeToString(bytes.AsSpan(0, 6))}.js",
            ];
            foreach (var text in ordinary)
            {
                Assert.Equal(text, SecretRedactor.Redact(text));
            }
        }
    }

    private static void AssertGone(string kind, string secret, string redacted)
    {
        Assert.False(redacted.Contains(secret, StringComparison.Ordinal), $"{kind} is left in: {redacted}");
        Assert.Contains(SecretRedactor.Mark, redacted, StringComparison.Ordinal);

        // Nor may a part be left that is worth having: a piece of the middle.
        var middle = secret.AsSpan(secret.Length / 2 - 4, 8);
        Assert.False(
            redacted.AsSpan().Contains(middle, StringComparison.Ordinal), $"Part of {kind} is left: {redacted}");
    }
}
