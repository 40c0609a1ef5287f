"""What the stacks of a stage make beside tables, queues and functions, as moto has it: outputs, a secret, the group of
workers, and a machine that is nobody's. Says where it listens and ends when its standard input does."""
import json
import logging
import sys

import boto3
from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)
stage, url, token, region = sys.argv[1:]
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
endpoint = "http://{}:{}".format(*server.get_host_and_port())


def client(service):
    return boto3.client(
        service, region_name=region, endpoint_url=endpoint, aws_access_key_id="tests", aws_secret_access_key="tests")


client("cloudformation").create_stack(
    StackName=f"{stage}-portal",
    TemplateBody=json.dumps({
        "Resources": {"One": {"Type": "AWS::SSM::Parameter", "Properties": {
            "Name": "one", "Type": "String", "Value": "one"}}},
        "Outputs": {"PortalBucket": {"Value": "a-bucket"}, "PublicUrl": {"Value": url}}}))
client("secretsmanager").create_secret(Name=f"{stage}/admin-token", SecretString=token)
image = client("ec2").describe_images()["Images"][0]["ImageId"]
groups = client("autoscaling")
groups.create_launch_configuration(
    LaunchConfigurationName="worker", ImageId=image, InstanceType="m7i.large")
for name, count in ((f"{stage}-workers", 2), ("another-stage-workers", 1)):
    groups.create_auto_scaling_group(
        AutoScalingGroupName=name, LaunchConfigurationName="worker", MinSize=count, MaxSize=count,
        AvailabilityZones=[f"{region}a"])
print(endpoint, flush=True)
sys.stdin.read()
server.stop()
