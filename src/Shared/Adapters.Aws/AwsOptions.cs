using TmuxBuilder.Adapters.Aws.DynamoDb;

namespace TmuxBuilder.Adapters.Aws;

/// <summary>What the adapters on AWS need to know; each part has defaults that fit a stack as it is deployed.</summary>
public sealed class AwsOptions
{
    public DynamoDbOptions DynamoDb { get; init; } = new();
}
