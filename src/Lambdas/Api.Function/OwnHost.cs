using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Core.Text;
using TmuxBuilder.Hosting;

namespace TmuxBuilder.Api.Function;

/// <summary>The API on the lean host.</summary>
public static class ApiHost
{
    /// <summary>Serves until the process must be started anew.</summary>
    /// <param name="find">Finds a setting by its name.</param>
    public static int Run(Func<string, string?> find) => LambdaHost.Run(() => Compose(find));

    /// <summary>Puts the function together.</summary>
    /// <exception cref="SettingsException">With a sentence for every mistake in what it is told.</exception>
    /// <exception cref="ArgumentException">With a sentence for every mistake in where its parts are.</exception>
    public static LambdaFunction Compose(Func<string, string?> find)
    {
        var settings = ApiSettings.Read(new SettingReader(find));
        var services = new ServiceCollection()
            .AddMinimalApi(SecretRedactor.Redact)
            .AddParts(settings)
            .AddPlainOptions<CorsOptions>()
            .BuildServiceProvider();
        return new LambdaFunction
        {
            Services = services,
            Http = MinimalApi.Build(
                services,
                ApiApplication.NounOf,
                (routes, noun) => routes.MapApi(noun, OpenDocument),
                app => app.UseRequestIds(),
                app => app.UseApi()),
            Afterwards = services.SendLoginLinksAsync,
        };
    }

    private static Stream OpenDocument() => typeof(ApiHost).Assembly.GetManifestResourceStream("openapi.json")
        ?? throw new InvalidOperationException("The function was built without the API's description.");
}
