using System.Text.RegularExpressions;

namespace TmuxBuilder.Architecture.Tests;

/// <summary>What SECURITY.md promises is tested where it says.</summary>
public sealed partial class SecurityPromiseTests
{
    [Fact]
    public void Every_test_a_promise_names_is_there()
    {
        var named = NamedPattern().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "SECURITY.md")))
            .Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, path => !Path.Exists(Path.Combine(Checkout.Root, path)));
    }

    [GeneratedRegex("`(tests/[^`]+)`")]
    private static partial Regex NamedPattern();
}
