using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.AwsSettings;

namespace TmuxBuilder.Api.Function;

/// <summary>The API on AWS's own host.</summary>
public static class ApiHost
{
    /// <summary>Serves until the service stops the process.</summary>
    /// <param name="find">Finds a setting by its name.</param>
    public static int Run(Func<string, string?> find)
    {
        var settings = ApiSettings.Read(new SettingReader(find));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAWSLambdaHosting(
            LambdaEventSource.HttpApi, new SourceGeneratorLambdaJsonSerializer<HttpApiJson>());
        builder.Services.AddParts(settings).AddApiDocument();
        var app = builder.Build();
        app.UseRequestIds();
        app.UseRouting();
        app.UseApi();
        app.MapApi();
        app.Run();
        return 0;
    }
}

[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
internal sealed partial class HttpApiJson : JsonSerializerContext;
