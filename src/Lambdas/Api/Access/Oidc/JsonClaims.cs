using System.Text.Json;

namespace TmuxBuilder.Api.Access.Oidc;

/// <summary>Reads what others wrote: what is of another kind is not there.</summary>
internal static class JsonClaims
{
    extension(JsonElement json)
    {
        public string? TextOrNull(string name)
        {
            try
            {
                return json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair is no text.
                return null;
            }
        }

        /// <summary>Seconds since 1970, which may have a fraction (RFC 7519, 2).</summary>
        public double? TimeOrNull(string name) =>
            json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
                && value.TryGetDouble(out var seconds) && double.IsFinite(seconds)
                ? seconds
                : null;

        /// <summary>Whether a text, or one in a list of them, is this one.</summary>
        public bool Has(string name, string text) =>
            json.TryGetProperty(name, out var value) && value.ValueKind switch
            {
                JsonValueKind.String => value.ValueEquals(text),
                JsonValueKind.Array => value.EnumerateArray()
                    .Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(text)),
                _ => false,
            };
    }
}
