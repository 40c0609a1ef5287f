using TmuxBuilder.Api.Function;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Functions.Tests.Support;
using TmuxBuilder.Sockets.Function;
using TmuxBuilder.Sweeper.Function;

namespace TmuxBuilder.Functions.Tests;

/// <summary>Functions that are set up wrong say so, all of it, where the service shows it.</summary>
public sealed class SettingsTests(Stage stage)
{
    [Fact]
    public void Every_mistake_has_a_sentence()
    {
        var settings = stage.Settings;
        settings.Remove("TMUXBUILDER_PUBLIC_URL");
        settings["TMUXBUILDER_ORIGIN_SECRET"] = "short";
        settings["TMUXBUILDER_MAIL_PORT"] = "smtp";
        settings["TMUXBUILDER_ONBOARDING"] = "7";
        settings["TMUXBUILDER_CORS"] = "https://parent.example;parent.example/path";

        var mistakes = Assert.Throws<SettingsException>(() => ApiHost.Compose(settings.GetValueOrDefault)).Mistakes;

        Assert.Equal(5, mistakes.Count);
        Assert.All(
            ["PUBLIC_URL", "ORIGIN_SECRET", "MAIL_PORT", "ONBOARDING", "CORS"],
            name => Assert.Contains(
                mistakes, mistake => mistake.StartsWith($"TMUXBUILDER_{name} ", StringComparison.Ordinal)));
        Assert.DoesNotContain(mistakes, mistake => mistake.Contains("short", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://issuer.example/pool", "")]
    [InlineData("", "the-portal")]
    [InlineData("http://issuer.example/pool", "the-portal")]
    public void An_issuer_is_named_whole_and_private_on_the_way(string authority, string client)
    {
        var settings = stage.Settings;
        settings["TMUXBUILDER_OIDC_AUTHORITY"] = authority;
        settings["TMUXBUILDER_OIDC_CLIENT_ID"] = client;

        var mistakes = Assert.Throws<SettingsException>(() => ApiHost.Compose(settings.GetValueOrDefault)).Mistakes;

        Assert.StartsWith("TMUXBUILDER_OIDC_AUTHORITY ", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_stage_lacks_is_named_by_each_function()
    {
        var settings = stage.Settings;
        settings.Remove("TMUXBUILDER_BLOBS_BUCKET");

        Assert.All(
            (Func<Func<string, string?>, object>[])
                [ApiHost.Compose, SocketsHost.Compose, find => SweeperHost.Compose(find)],
            compose => Assert.Contains(
                "Blobs.Bucket",
                Assert.Throws<ArgumentException>(() => compose(settings.GetValueOrDefault)).Message,
                StringComparison.Ordinal));
    }

    [Fact]
    public void A_function_that_cannot_start_reports_why()
    {
        using var host = new RunningHost(() => ApiHost.Compose(_ => null));

        var report = host.Api.AwaitPost();

        Assert.Equal("/init/error", report.Path);
        Assert.Equal("SettingsException", report.ErrorType);
        Assert.Contains("TMUXBUILDER_PUBLIC_URL", report.Text, StringComparison.Ordinal);
        Assert.Equal(1, host.AwaitExit());
    }
}
