using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Access.Oidc;
using TmuxBuilder.Api.Chat;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Api.Tests.Fuzz;

/// <summary>Tokens, keys and cursors, as callers send them.</summary>
public sealed class ApiParserProperties
{
    [Fact]
    public void A_signed_token_can_be_taken_apart_or_not() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ", ".", "e30", "eyJhbGciOiJub25lIn0", "W10", "===="),
        text =>
        {
            if (SignedToken.Parse(text) is { } token)
            {
                using var claims = token.ReadClaims();
                Assert.NotEmpty(token.KeyId);
            }
        });

    [Fact]
    public void A_cursor_of_events_is_one_or_refused() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts(new ActivityCursor(true, 5).ToString(), "YmVmb3JlLjUuMA", "YWZ0ZXI"), text =>
        {
            try
            {
                var cursor = ActivityCursor.Parse(text);
                Assert.Equal(cursor, ActivityCursor.Parse(cursor.ToString()));
                Assert.True(cursor is { Seq: >= 0, Beside: >= 0 });
            }
            catch (InvalidCursorException)
            {
                // Its own word for that.
            }
        });

    [Fact]
    public void What_names_a_session_is_a_guid_or_a_share_or_nothing() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts(new string('a', 64), new string('b', 43)),
        text => _ = SessionKey.TryParse(text, null, out _));
}
