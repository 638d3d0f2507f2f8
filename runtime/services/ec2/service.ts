import type { Service } from '../../contracts/service.ts';
import type { Give, Identity } from '../../contracts/template.ts';
import { arn } from '../../template/give.ts';
import { identifier } from '../../template/place.ts';

const readBy = 'nothing: there is no network here, and every function reaches every service of the run';

const numbered = (prefix: string, kind: string): Identity => {
  const id: Give = ({ place, id: own }) => `${prefix}-${identifier(place, own, 17, 16)}`;
  return {
    ref: id,
    arn: arn('ec2', (self) => `${kind}/${id(self)}`),
    attributes: { GroupId: id, VpcId: id, SubnetId: id, RouteTableId: id, Id: id },
  };
};

export const ec2 = {
  id: 'ec2',
  signingNames: [],
  kind: undefined,
  resources: {
    'AWS::EC2::EIP': { readBy },
    'AWS::EC2::FlowLog': { readBy },
    'AWS::EC2::InternetGateway': { readBy },
    'AWS::EC2::NatGateway': { readBy },
    'AWS::EC2::Route': { readBy },
    'AWS::EC2::RouteTable': { ...numbered('rtb', 'route-table'), readBy },
    'AWS::EC2::SecurityGroup': { ...numbered('sg', 'security-group'), readBy },
    'AWS::EC2::SecurityGroupEgress': { readBy },
    'AWS::EC2::SecurityGroupIngress': { readBy },
    'AWS::EC2::Subnet': { ...numbered('subnet', 'subnet'), readBy },
    'AWS::EC2::SubnetRouteTableAssociation': { readBy },
    'AWS::EC2::VPC': { ...numbered('vpc', 'vpc'), readBy },
    'AWS::EC2::VPCEndpoint': { ...numbered('vpce', 'vpc-endpoint'), readBy },
    'AWS::EC2::VPCGatewayAttachment': { readBy },
  },
  faults: {},
  metrics: {},
  start: () => ({}),
} satisfies Service;
