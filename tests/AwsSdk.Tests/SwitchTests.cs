using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>
/// With <c>OfficialAwsPackages</c> the official packages take the place of the projects. They cannot be restored from
/// every feed, so what is proved is what the build would ask for.
/// </summary>
public sealed class SwitchTests
{
    private static readonly string[] StandIns =
    [
        "Amazon.Lambda.APIGatewayEvents", "Amazon.Lambda.SQSEvents", "AWSSDK.ApiGatewayManagementApi",
        "AWSSDK.CloudFront", "AWSSDK.IdentityManagement",
    ];

    [Fact]
    public async Task Without_the_switch_the_projects_are_built()
    {
        var items = await EvaluateAsync(isOfficial: false);

        Assert.Equal(StandIns, items["ProjectReference"].Select(Path.GetFileNameWithoutExtension));
        Assert.Empty(items["PackageReference"].Intersect(StandIns));
    }

    [Fact]
    public async Task With_the_switch_the_official_packages_are_asked_for_each_with_its_version()
    {
        var items = await EvaluateAsync(isOfficial: true);

        Assert.Empty(items["ProjectReference"]);
        Assert.Equal(StandIns, items["PackageReference"].Intersect(StandIns));
        Assert.Equal(StandIns.Order(), items["PackageVersion"].Intersect(StandIns).Order());
    }

    private static async Task<Dictionary<string, string[]>> EvaluateAsync(
        bool isOfficial, [CallerFilePath] string here = "")
    {
        var project = Path.Combine(Path.GetDirectoryName(here)!, "AwsSdk.Tests.csproj");
        using var build = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "msbuild", project, $"-p:OfficialAwsPackages={isOfficial}", "-nologo",
                "-getItem:PackageReference", "-getItem:ProjectReference", "-getItem:PackageVersion",
            ])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, said);
        using var document = JsonDocument.Parse(said);
        return document.RootElement.GetProperty("Items").EnumerateObject().ToDictionary(
            kind => kind.Name,
            kind => kind.Value.EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!).ToArray());
    }
}
