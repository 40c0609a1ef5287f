using System.Globalization;
using System.Text.RegularExpressions;

namespace TmuxBuilder.Core.Activity;

/// <summary>What clients are shown instead of raw platform text: dropped, rewritten, or as it was.</summary>
public static partial class FriendlyFilter
{
    /// <summary>In this order: the first that occurs in the text, in any case, stands for it all.</summary>
    private static readonly FriendlyRule[] Table =
    [
        new(["creating s3 bucket"], "Creating storage bucket..."),
        new(["s3 bucket created"], "Storage bucket ready"),
        new(["creating cloudfront"], "Setting up CDN..."),
        new(["cloudfront", "created"], "CDN configured"),
        new(["cloudfront", "ready"], "CDN ready"),
        new(["uploading", "s3"], "Uploading files..."),
        new(["files uploaded"], "Files uploaded"),
        new(["configuring cors"], "Configuring access settings..."),
        new(["cors configured"], "Access settings configured"),
        new(["npm install"], "Installing dependencies..."),
        new(["npm run build"], "Building project..."),
        new(["vite build"], "Compiling code..."),
        new(["health check"], "Verifying deployment..."),
        new(["website", "live"], "Website is live!"),
        new(["deployment", "complete"], "Deployment complete!"),
    ];

    /// <summary>The rewrites, for those who document them.</summary>
    public static IReadOnlyList<FriendlyRule> Rules => Table;

    /// <summary>What a client is shown of a redacted message; <see langword="null"/> when it is dropped.</summary>
    public static string? Apply(string type, string message)
    {
        if (!ActivityTypes.IsFiltered(type))
        {
            return message;
        }

        if (IsPlatformData(message))
        {
            return null;
        }

        return type switch
        {
            ActivityTypes.Progress => Percent(message) is { } percent
                ? string.Create(CultureInfo.InvariantCulture, $"{percent}%")
                : Rewrite(message),
            ActivityTypes.Done when string.IsNullOrWhiteSpace(message) => "Complete",
            _ when ActivityTypes.IsRewritten(type) => Rewrite(message),
            _ => message,
        };
    }

    /// <summary>Whether text is the platform's raw data, which no client is shown.</summary>
    public static bool IsPlatformData(string text)
    {
        var start = text.AsSpan().TrimStart();
        return HasPlatformKey(text)
            || (start.StartsWith('{')
                && (start.Contains("tmux-", StringComparison.OrdinalIgnoreCase)
                    || start.Contains("cloudfront", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Whether text holds a JSON key that only the platform's raw data has.</summary>
    public static bool HasPlatformKey(string text) =>
        text.Contains('"', StringComparison.Ordinal) && PlatformKey().IsMatch(text);

    /// <summary>The whole percentage a message tells, 0–100; <see langword="null"/> when it is no number.</summary>
    public static int? Percent(string message)
    {
        var digits = message.AsSpan().Trim().TrimEnd('%').TrimEnd();
        return digits.Length is > 0 and <= 32
            && double.TryParse(
                digits,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value)
            ? (int)Math.Round(Math.Clamp(value, 0, 100), MidpointRounding.AwayFromZero)
            : null;
    }

    private static string Rewrite(string message)
    {
        foreach (var rule in Table)
        {
            if (rule.Matches(message))
            {
                return rule.Shown;
            }
        }

        return message;
    }

    [GeneratedRegex(
        """
        "(?:s3_bucket|cloudfront_id|cloudfront_url|region)\\{0,3}"\s{0,8}:
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PlatformKey();
}
