import { Opening } from '@/app/Opening.tsx';

export default function Onboarding() {
  return <Opening />;
}
