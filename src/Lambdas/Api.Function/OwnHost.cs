using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.AwsSettings;
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
            .AddMinimalApi()
            .AddSingleton<IHostEnvironment, FunctionEnvironment>()
            .AddParts(settings)
            .BuildServiceProvider();
        return new LambdaFunction
        {
            Services = services,
            Http = MinimalApi.Build(
                services, routes => routes.MapApi(), app => app.UseRequestIds(), app => app.UseApi()),
            Afterwards = services.SendLoginLinksAsync,
        };
    }
}
