using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Core.Tests.Activity;

public sealed class ActivityProperties
{
    private static readonly SessionId Session = SessionId.Parse(new string('a', 64));

    private static readonly string[] Pieces =
    [
        "password", "=", ": ", "\"", "\\\"", "'", "[redacted]", "AKIA", "IOSFODNN7EXAMPLE", "sk-", "ant-", "eyJ", ".",
        "_", "-", "://", "@", "-----BEGIN ", "PRIVATE KEY-----", "-----END ", "Bearer ", "--token ", "{", "}", "region",
        "s3_bucket", "tmux-", "cloudfront", "created", "npm install", "\ud83d", "\ude00", "\u0000", "\u001b[31m",
        "\r\n", "é", "漢字", " ", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "abcdefghijklmnopqrst", "0123456789", new string('x', 3000), new string('a', 64), "\u2028", "<b>",
    ];

    private static readonly Arbitrary<string> Texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements(Pieces).ListOf().Select(string.Concat),
        Gen.Elements(Pieces).ListOf(60).Select(string.Concat),
        Gen.Elements(Pieces).Select(piece => string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length))))
        .ToArbitrary();

    [Fact]
    public void Redacting_twice_is_redacting_once() => Check(text =>
    {
        var once = SecretRedactor.Redact(text);
        Assert.Equal(once, SecretRedactor.Redact(once));
    });

    [Fact]
    public void Filtering_twice_is_filtering_once() => Check(text =>
    {
        foreach (var (type, _) in ActivityTypes.Known)
        {
            if (FriendlyFilter.Apply(type, text) is { } shown)
            {
                Assert.Equal(shown, FriendlyFilter.Apply(type, shown));
            }
        }
    });

    [Fact]
    public void Whatever_is_said_becomes_a_frame_within_the_cap_that_no_share_can_learn_the_guid_from() => Check(text =>
    {
        var prepared = ActivityFilter.Prepare(new ActivityEvent("status", text, text), DateTimeOffset.UnixEpoch);
        foreach (var role in new[] { Role.Client, Role.Share, Role.Admin })
        {
            var audience = new Audience(Session, role, role == Role.Share ? "share-id" : Session.Value);
            foreach (var cap in new[] { 600, ActivityLimits.MaxFrame })
            {
                if (FrameWriter.Live(audience, new ActivityEntry(1, prepared)) is null)
                {
                    continue;
                }

                var frame = FrameWriter.Entry(audience, new ActivityEntry(1, prepared), cap);

                Assert.InRange(frame.Length, 1, cap);
                using var json = JsonDocument.Parse(frame);
                Assert.True(role != Role.Share
                    || !Encoding.UTF8.GetString(frame).Contains(Session.Value, StringComparison.OrdinalIgnoreCase));
            }
        }
    });

    [Fact]
    public void A_cut_ends_between_two_characters_and_takes_no_more_than_it_must() => Check(text =>
    {
        var whole = Utf8Text.Mend(text);
        var cut = Utf8Text.Cut(whole, 50);

        Assert.StartsWith(cut, whole, StringComparison.Ordinal);
        Assert.Equal(cut, Utf8Text.Mend(cut));
        Assert.InRange(Encoding.UTF8.GetByteCount(cut), Math.Min(47, Encoding.UTF8.GetByteCount(whole)), 50);
    });

    private static void Check(Action<string> holds) => Testing.Fuzz.Check(Texts, holds);
}
